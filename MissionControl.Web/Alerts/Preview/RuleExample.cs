using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>An alert that a rule would speak of, made up to show its words.</summary>
internal static class RuleExample
{
    private const string NameLabel = "alertname";
    private static readonly string[] NumberSlots = ["{value}", "{percent}", "{limit}"];
    private static readonly TimeSpan _lasted = TimeSpan.FromMinutes(42);
    private static readonly TimeSpan _ended = TimeSpan.FromMinutes(2);
    private static readonly Guid _id = new("00000000-0000-0000-0000-00000000000e");

    public static AlertGroup Of(AlertRule rule, Standing standing, BoardSnapshot board, DateTimeOffset now)
    {
        var labels = rule.Match.Where(static matcher => matcher.Kind is MatcherKind.Is or MatcherKind.Matches).Select(static matcher => KeyValuePair.Create(matcher.Name, ValueFor(matcher)));
        var asked = WordSlots.TextsOf(rule).SelectMany(WordSlots.LabelsIn).Append(rule.Where).OfType<string>().Distinct(StringComparer.Ordinal).Select(static name => KeyValuePair.Create(name, $"Example {name}"));
        var set = LabelSet.Of(asked.Concat([KeyValuePair.Create(NameLabel, rule.Name)]).Concat(labels));
        var usesNumbers = WordSlots.TextsOf(rule).Any(static text => NumberSlots.Any(slot => text.Contains(slot, StringComparison.Ordinal)));
        return Of(set, "example", standing, board, now) is var group && usesNumbers
            ? group with { Alerts = [group.Alerts[0] with { Values = ImmutableSortedDictionary<string, double>.Empty.Add("value", 0.93).Add("threshold", 0.9) }] }
            : group;
    }

    /// <param name="name">BpmOff, BpmStale or SourceBlind.</param>
    /// <param name="subject">The id of a BPM, or of a source.</param>
    public static AlertGroup OfOurOwn(string name, string subject, Standing standing, BoardSnapshot board, DateTimeOffset now) =>
        Of(LabelSet.Of((NameLabel, name), (name == "SourceBlind" ? "source" : "bpm", subject)), "own", standing, board, now);

    private static AlertGroup Of(LabelSet labels, string intake, Standing standing, BoardSnapshot board, DateTimeOffset now)
    {
        var read = new AlertSense(board.Definitions).Read(labels, LabelSet.Empty);
        var state = standing switch { Standing.Over => AlertState.Resolved, Standing.Unheard => AlertState.Unheard, _ => AlertState.Firing };
        DateTimeOffset? ended = standing == Standing.Over ? now - _ended : null;
        var alert = new Alert
        {
            Fingerprint = labels.Fingerprint(),
            Labels = labels,
            Annotations = LabelSet.Empty,
            Name = labels[NameLabel] ?? "",
            State = state,
            Urgency = read.Urgency,
            StartsAt = now - _lasted,
            EndsAt = ended,
            HeardAt = standing == Standing.Unheard ? now - (_lasted / 2) : now,
            Intake = intake,
            CannotSee = standing == Standing.CannotSee,
        };
        return new()
        {
            Id = _id,
            Key = alert.Name,
            Rule = read.Rule?.Id,
            Name = alert.Name,
            Alerts = [alert],
            Urgency = read.Urgency,
            State = state,
            Since = alert.StartsAt,
            EndedAt = ended,
            Services = read.Services,
            Bpms = read.Bpms,
            Hurting = [.. read.Bpms.Where(id => board.FindTile(id) is { State: Core.Bpms.TileState.Off })],
            Version = 0,
        };
    }

    // Of a list of values the first; a pattern that is more than that stands for itself.
    private static string ValueFor(Matcher matcher) => matcher.Kind == MatcherKind.Is ? matcher.Value : matcher.Value.Split('|')[0].Replace("\\", "", StringComparison.Ordinal).Replace(".*", "Example", StringComparison.Ordinal);
}

/// <summary>What has become of an alert.</summary>
public enum Standing
{
    Firing,
    Over,
    Unheard,
    CannotSee,

    /// <summary>It waited for the morning, with others.</summary>
    Waited,
}
