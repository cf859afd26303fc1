using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>A silence as somebody wants it, not checked yet.</summary>
public sealed record SilenceDraft(ImmutableArray<Matcher> Matchers, string Reason, DateTimeOffset From, DateTimeOffset To, Recurrence? Recurs);

/// <summary>What came of it.</summary>
/// <param name="Silence">As it is kept; <see langword="null"/> when there are problems, and then nothing has changed.</param>
public sealed record SilenceAnswer(Silence? Silence, ImmutableArray<FieldProblem> Problems);

/// <summary>Which silences may be made: each has a reason and an end, and none keeps everything quiet.</summary>
public static class SilenceRules
{
    public const int LeastReason = 3;
    public const int LongestReason = 200;
    public const int MostMatchers = 20;

    /// <summary>Of those that are on or to come.</summary>
    public const int MostLive = 500;

    /// <summary>The longest that is on all the time: whatever lasts longer is no silence but a rule to be mended.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The longest that comes again and again.</summary>
    public static readonly TimeSpan LongestRecurring = TimeSpan.FromDays(370);

    public static SilenceAnswer Check(SilenceDraft draft, Guid id, string by, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var reason = OneLine.Of(draft.Reason);
        if (reason.Length is < LeastReason or > LongestReason)
            problems.Add(new("reason", $"Say why, in {LeastReason} to {LongestReason} characters: who finds it later wants to know."));
        if (draft.Matchers.Length is 0 or > MostMatchers)
            problems.Add(new("matchers", $"Say which alerts, with 1 to {MostMatchers} conditions."));
        else if (draft.Matchers.AreTrueOf(LabelSet.Empty))
            problems.Add(new("matchers", "This would keep everything quiet: at least one condition must ask for a label that is there."));
        var from = draft.From < now ? now : draft.From;
        if (draft.To <= from)
            problems.Add(new("to", "It must end after it begins, and after now."));
        else if (draft.To - from > (draft.Recurs is null ? Longest : LongestRecurring))
            problems.Add(new("to", $"It may last {(draft.Recurs is null ? Longest : LongestRecurring).Days} days at most."));
        if (draft.Recurs is { } recurs && (!recurs.On.IsGood || recurs.From == recurs.To))
            problems.Add(new("recurs", "Say on which days and from when to when."));
        return problems.Count > 0 ? new(null, problems.ToImmutable()) : new(
            new() { Id = id, Matchers = draft.Matchers, Reason = reason, From = from.ToUniversalTime(), To = draft.To.ToUniversalTime(), Recurs = draft.Recurs, By = by, MadeAt = now.ToUniversalTime() },
            []);
    }
}
