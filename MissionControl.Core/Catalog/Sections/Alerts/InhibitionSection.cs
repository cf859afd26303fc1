using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary>Of <c>alerts:</c> what need not be told while something else fires.</summary>
internal static class InhibitionSection
{
    private static readonly Key<string> Id = Key.Required("id", IdShape.New("rule for alerts"), "Kebab-case, unique among rules for alerts.");
    private static readonly Key<ImmutableArray<Matcher>> Source = Key.Required("source", new MatchShape(), "While such an alert fires: labels with their values, or conditions as Alertmanager writes them.");
    private static readonly Key<ImmutableArray<Matcher>> Target = Key.Required("target", new MatchShape(), "such alerts are not told: labels with their values, or conditions.");
    private static readonly Key<ImmutableArray<string>> Equal = Key.Optional("equal", new SetShape<string>("labels", TextShape.Line(128)), "Labels that both must have alike, for example [cluster, service]; left out, none.");

    public static readonly Shape<InhibitionRule> Entry = new ObjectShape<InhibitionRule>("a rule that keeps alerts quiet", [Id, Source, Target, Equal], static fields => new()
    {
        Id = fields.Get(Id, ""),
        Source = fields.Get(Source, []),
        Target = fields.Get(Target, []),
        Equal = fields.Get(Equal, []),
    });

    /// <summary>Does this key make an entry one of these?</summary>
    public static bool Tells(string key) => key is "source" or "target";
}
