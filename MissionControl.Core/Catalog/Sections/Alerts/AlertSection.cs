using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary><c>alerts:</c> what alerts mean for whom, and what to do.</summary>
internal static class AlertSection
{
    private const int LongestLine = 120;
    private const int LongestWords = 500;
    private const int LongestShownMatch = 300;

    private static readonly Shape<string> Line = new SentenceShape(TextShape.Line(LongestLine));
    private static readonly Shape<string> Sentences = new SentenceShape(TextShape.Lines(LongestWords));

    private static readonly Key<string> Notification = Key.Optional("notification", Line, "What is wrong, for them, in one line.");
    private static readonly Key<string> TheirImpact = Key.Optional("impact", Sentences, "What it means for them.");
    private static readonly Key<string> TheirRemedy = Key.Optional("remedy", Sentences, "What they can do, or tell others.");
    private static readonly Shape<AudienceWords> Their = new ObjectShape<AudienceWords>(
        "the words for an audience", [Notification, TheirImpact, TheirRemedy], static fields => new(fields.Find(Notification), fields.Find(TheirImpact), fields.Find(TheirRemedy)));

    private static readonly ImmutableArray<(Audience Audience, Key<AudienceWords> Key)> Audiences =
        [.. Enum.GetValues<Audience>().Select(static audience => (audience, Key.Optional(audience.ToString(), Their, $"What the audience {audience} is told.")))];

    private static readonly Shape<ImmutableDictionary<Audience, AudienceWords>> EachAudience =
        new ObjectShape<ImmutableDictionary<Audience, AudienceWords>>("the audiences", [.. Audiences.Select(static one => one.Key)], BuildAudiences);

    private static readonly Key<string> Id = Key.Required("id", IdShape.New("rule for alerts"), "Kebab-case, unique among rules for alerts.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(LongestLine), "What is wrong, in the words of the people it hurts: Nobody can sign in.");
    private static readonly Key<ImmutableArray<Matcher>> Match = Key.Required("match", new MatchShape(), "Which alerts it speaks of: labels with their values (a list: one of them), or a list of conditions as Alertmanager writes them. All must hold.");
    private static readonly Key<Urgency> HowUrgent = Key.Optional("urgency", WordShape<Urgency>.Small("an urgency"), "critical: now. warning: in working hours. info: good to know. Left out: as the sender says.");
    private static readonly Key<string> Impact = Key.Optional("impact", Sentences, "Who is hurt and how, in one sentence.");
    private static readonly Key<string> Remedy = Key.Optional("remedy", Sentences, "What whoever is on call does now, in one sentence.");
    private static readonly Key<ImmutableDictionary<Audience, AudienceWords>> For = Key.Optional("for", EachAudience, "What an audience is told instead of the general words.");
    private static readonly Key<ImmutableArray<string>> Services = Key.Optional("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "The services it touches, besides the one its label 'service' names.");
    private static readonly Key<ImmutableArray<string>> Bpms = Key.Optional("bpms", new SetShape<string>("BPMs", IdShape.Of("BPM")), "The BPMs it touches: they say how much it hurts.");
    private static readonly Key<string> Runbook = Key.Optional("runbook", IdShape.Of("runbook"), "A file in runbooks/, without .md.");
    private static readonly Key<string> Where = Key.Optional("where", TextShape.Line(128), "The label that says where, for example instance or stable.");
    private static readonly Key<ImmutableArray<string>> GroupBy = Key.Optional("groupBy", new GroupByShape(), $"The labels that its alerts are grouped by, or ['{GroupingRule.EveryLabel}'] for each by itself (default {string.Join(", ", GroupingRule.Usual)}).");
    private static readonly Key<bool> Wakes = Key.Optional("wakes", new SwitchShape(), "It may wake a person at night although no critical BPM is off (default false).");

    public static readonly Shape<AlertRule> Entry = new ObjectShape<AlertRule>(
        "a rule for alerts", [Id, Name, Match, HowUrgent, Impact, Remedy, For, Services, Bpms, Runbook, Where, GroupBy, Wakes], Build);

    private static ImmutableDictionary<Audience, AudienceWords> BuildAudiences(Fields fields)
    {
        var words = ImmutableDictionary.CreateBuilder<Audience, AudienceWords>();
        foreach (var (audience, key) in Audiences)
            if (fields.Find(key) is { } theirs)
                words[audience] = theirs;
        return words.ToImmutable();
    }

    private static AlertRule Build(Fields fields)
    {
        var match = fields.Get(Match, []);
        // Of two rules with the same conditions the second would never speak.
        if (OneLine.Of(MatcherText.Write([.. match.OrderBy(static one => one.ToString(), StringComparer.Ordinal)])) is { Length: > 0 and <= LongestShownMatch } shown)
            fields.Reading.Declare("match", shown, fields.At(Match).Place);
        if (fields.Find(Name) is { } name && name.Contains('{', StringComparison.Ordinal))
            fields.Problem(Name, "the name of a rule stands for all its alerts and takes no slots; 'notification' does");
        return new()
        {
            Id = fields.Get(Id, ""),
            Name = fields.Get(Name, ""),
            Match = match,
            Urgency = fields.FindValue(HowUrgent),
            Impact = fields.Find(Impact),
            Remedy = fields.Find(Remedy),
            For = fields.Get(For, ImmutableDictionary<Audience, AudienceWords>.Empty),
            Services = fields.Get(Services, []),
            Bpms = fields.Get(Bpms, []),
            Runbook = fields.Find(Runbook),
            Where = fields.Find(Where),
            GroupBy = fields.Get(GroupBy, []),
            Wakes = fields.Get(Wakes, fallback: false),
        };
    }

    private sealed class SwitchShape() : ScalarShape<bool>("true or false")
    {
        public override JsonObject Schema() => new() { ["type"] = "boolean" };

        protected override bool TryParse(ScalarNode scalar, out bool value)
        {
            value = scalar.Text is "true" or "True" or "TRUE";
            return scalar.IsSwitch;
        }
    }
}
