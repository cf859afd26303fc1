using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>An alert whose words can be looked at.</summary>
/// <param name="Kind">The heading it stands under.</param>
/// <param name="Value">For the address.</param>
/// <param name="Name">For people.</param>
/// <param name="Example">Makes one up.</param>
public sealed record WordsChoice(string Kind, string Value, string Name, Func<Standing, BoardSnapshot, DateTimeOffset, AlertGroup> Example)
{
    private const string Written = "Rules of the catalog";

    public static ImmutableArray<WordsChoice> Of(Definitions definitions) =>
    [
        .. definitions.AlertRules.Select(static rule => new WordsChoice(Written, rule.Id, rule.Name, (standing, board, now) => RuleExample.Of(rule, standing, board, now))),
        .. definitions.Bpms.Select(static bpm => Own("A metric is off", "BpmOff", bpm.Id, bpm.Name)),
        .. definitions.Bpms.Select(static bpm => Own("A metric cannot be seen", "BpmStale", bpm.Id, bpm.Name)),
        .. definitions.Bpms.Select(static bpm => bpm.Source).Distinct(StringComparer.Ordinal).Select(static source => Own("A source does not answer", "SourceBlind", source, source)),
    ];

    private static WordsChoice Own(string kind, string alert, string subject, string name) =>
        new(kind, $"{alert}:{subject}", name, (standing, board, now) => RuleExample.OfOurOwn(alert, subject, standing, board, now));
}
