using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>Since when and for how long; how often lately; what was changed before.</summary>
internal static class SinceWords
{
    private static readonly TimeSpan _before = TimeSpan.FromHours(1);
    private static readonly TimeSpan _after = TimeSpan.FromMinutes(5);

    public static MessageSlot Of(Case it)
    {
        string[] sentences = it.IsOver
            ? [$"It lasted {Words.Duration(it.Group.EndedAt!.Value - it.Group.Since)}, from {it.Time(it.Group.Since)} to {it.Time(it.Group.EndedAt.Value)}."]
            : [Begun(it), Flapping(it), LookedAfter(it)];
        string[] more = it.IsOver ? [] : [Changed(it)];
        return new(MessagePart.Since, string.Join(' ', sentences.Concat(it.IsResponder ? [Lately(it)] : []).Concat(more).Where(static sentence => sentence.Length > 0)));
    }

    private static string Begun(Case it) => it.IsUnheard
        ? $"It began at {it.Time(it.Group.Since)}."
        : $"{it.Time(it.Group.Since)}, for {Words.Duration(it.Now - it.Group.Since)}.";

    private static string Flapping(Case it)
    {
        if (!it.Alerts.Any(static alert => alert.IsFlapping))
            return "";
        var times = it.Alerts.Max(static alert => alert.TimesLately);
        return times > 1 ? $"It comes and goes: {times} times in the last hour." : "It comes and goes, so it is told once only.";
    }

    private static string LookedAfter(Case it) => it.Group.Acknowledged is { } taken ? $"Somebody has been looking after it since {it.Time(taken.At)}." : "";

    private static string Lately(Case it)
    {
        if (it.Group.Lately == 0)
            return "";
        var last = it.Group.PastOutcomes.IsDefaultOrEmpty ? "" : $"; the last time {Outcome(it.Group.PastOutcomes[0])}";
        return $"It came {Words.Count(it.Group.Lately, "time", "times")} in the 30 days before{last}.";
    }

    private static string Outcome(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.Mended => "something was broken and was mended",
        AlertOutcome.CameBack => "it came back by itself",
        AlertOutcome.CouldWait => "it could have waited for working hours",
        AlertOutcome.Expected => "it was expected",
        AlertOutcome.WrongLimit => "nothing was wrong",
        _ => "nobody could do anything about it",
    };

    /// <summary>For those who decide about releases: what changed in its services shortly before.</summary>
    private static string Changed(Case it)
    {
        if (it.Audience is not (Audience.Responder or Audience.ProductLead))
            return "";
        var changes = it.Board.Changes
            .Where(change => change.At >= it.Group.Since - _before && change.At <= it.Group.Since + _after && (change.Service is not { } service || it.Group.Services.Contains(service)))
            .ToImmutableArray();
        return ChangeWords.Lately(changes, it.Now, it.Zone).TrimStart();
    }
}
