using System.Collections.Immutable;

namespace MissionControl.Core.Calendars;

/// <summary>What may be declared.</summary>
public static class StretchRules
{
    /// <summary>The most stretches that end within the last 90 days, run or come.</summary>
    public const int MostLive = 500;

    /// <summary>The longest words, in characters.</summary>
    public const int MostWords = 200;

    internal const int MostId = 200;

    /// <summary>The longest stretch.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>How far back a stretch may begin.</summary>
    public static readonly TimeSpan FurthestBack = TimeSpan.FromDays(90);

    /// <summary>How far ahead a stretch may begin.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>The draft as a stretch, or everything that is wrong with it at once.</summary>
    public static StretchAnswer Check(StretchDraft draft, Guid id, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<StretchProblem>();
        var words = OneLine.Of(draft.Words);
        var (from, to) = (Whole(draft.From), draft.To is { } end ? Whole(end) : (DateTimeOffset?)null);
        if (!Enum.IsDefined(draft.Kind))
            problems.Add(new("kind", "Say what it is: an outage, a campaign, bad data, a bank holiday, an office closure, maintenance or a new normal."));
        if (draft.Bpm is { } bpm && (bpm.Length is 0 or > MostId || bpm.Any(char.IsControl)))
            problems.Add(new("bpm", "That is no metric's id."));
        if (words.Length > MostWords)
            problems.Add(new("words", $"That is {words.Length} characters; keep it to {MostWords}."));
        if (from < now - FurthestBack)
            problems.Add(new("from", "That is more than 90 days back, further than anything learns from."));
        else if (from > now + FurthestAhead)
            problems.Add(new("from", "That is more than 366 days ahead."));
        else if (draft.Kind is StretchKind.NewNormal && from > now)
            problems.Add(new("from", "A new normal begins now or began earlier."));
        if (ProblemOfEnd(draft.Kind, from, to) is { } wrong)
            problems.Add(new("to", wrong));
        if (problems.Count > 0)
            return new(null, problems.ToImmutable());
        return new(new Stretch { Id = id, Kind = draft.Kind, Bpm = draft.Bpm, From = from, To = to, Words = words, DeclaredAt = now.ToUniversalTime(), By = draft.By.Id }, []);
    }

    /// <summary>Does it count among the <see cref="MostLive"/>?</summary>
    public static bool IsLive(Stretch stretch, DateTimeOffset now) => (stretch.To ?? stretch.From) > now - FurthestBack;

    private static string? ProblemOfEnd(StretchKind kind, DateTimeOffset from, DateTimeOffset? to) => (kind, to) switch
    {
        (StretchKind.NewNormal, null) => null,
        (StretchKind.NewNormal, _) => "A new normal has no end.",
        (_, null) => "Say when it ends.",
        _ when to <= from => "The end must lie after the beginning.",
        _ when to - from > Longest => "That is longer than 31 days; declare it in parts, or as the new normal.",
        _ => null,
    };

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
