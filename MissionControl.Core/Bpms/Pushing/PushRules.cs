using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Pushing;

/// <summary>What may be pushed.</summary>
public static class PushRules
{
    /// <summary>The most samples at once.</summary>
    public const int Most = 5000;

    /// <summary>Problems told at once: a list that is wrong throughout is as wrong as one with so many.</summary>
    public const int MostProblems = 20;

    /// <summary>How long samples are kept: what bands learn from, and a week.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(42);

    /// <summary>Clocks differ by so much.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    private static readonly double LongestAge = TimeSpan.FromDays(3650).TotalSeconds;

    /// <summary>The samples, or what is wrong with them: none is taken then.</summary>
    /// <param name="find">A BPM that is pushed to, by its id; or why there is none such.</param>
    public static (ImmutableArray<PushedSample> Samples, ImmutableArray<FieldProblem> Problems) Check(
        IReadOnlyList<PushedDraft> drafts, Func<string, (Bpm? Bpm, string Why)> find, DateTimeOffset now)
    {
        if (drafts.Count is 0 or > Most)
            return ([], [new("", $"Send a list of 1 to {Most} samples.")]);
        var samples = ImmutableArray.CreateBuilder<PushedSample>(drafts.Count);
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        for (var index = 0; index < drafts.Count && problems.Count < MostProblems; index++)
        {
            var before = problems.Count;
            var draft = drafts[index];
            var bpm = FindBpm(draft, index, find, problems);
            var at = Moment(draft, index, now, problems);
            if (WrongValue(draft.Value, bpm?.Kind) is { } wrong)
                problems.Add(new($"[{index}].value", wrong));
            if (draft.Volume < 0)
                problems.Add(new($"[{index}].volume", "How many there were cannot be negative."));
            if (problems.Count == before && bpm is not null)
                samples.Add(new(bpm.Id, new Sample(at, draft.Value!.Value, draft.Volume)));
        }

        return problems.Count > 0 ? ([], problems.ToImmutable()) : (samples.ToImmutable(), []);
    }

    private static Bpm? FindBpm(PushedDraft draft, int index, Func<string, (Bpm? Bpm, string Why)> find, ImmutableArray<FieldProblem>.Builder problems)
    {
        var (bpm, why) = draft.Bpm is null ? (null, "Say of which BPM it is, by its id.") : find(draft.Bpm);
        if (bpm is null)
            problems.Add(new($"[{index}].bpm", why));
        return bpm;
    }

    private static DateTimeOffset Moment(PushedDraft draft, int index, DateTimeOffset now, ImmutableArray<FieldProblem>.Builder problems)
    {
        var at = draft.At is null ? null : Moments.Read(draft.At);
        if (at is null)
            problems.Add(new($"[{index}].at", $"This must be {Moments.Expected}."));
        else if (at < now - Kept || at > now + Ahead)
            problems.Add(new($"[{index}].at", "That is more than 42 days back, or in the future."));
        // Whole seconds are what is kept.
        return at is { } moment ? DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds()) : default;
    }

    private static string? WrongValue(double? value, BpmKind? kind) => (value, kind) switch
    {
        (null, _) => "This must be a number.",
        (< 0 or > 1, BpmKind.Ratio) => "A ratio is 0 to 1.",
        (< 0, BpmKind.Rate or BpmKind.Count) => "What is counted cannot be negative.",
        (< 0, BpmKind.Freshness) => "An age cannot be negative: send the seconds since the last success, 0 for just now.",
        ({ } age, BpmKind.Freshness) when age > LongestAge => "That is older than ten years: send the seconds since the last success, not a time.",
        _ => null,
    };
}
