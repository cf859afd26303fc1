using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>A stretch of the past somebody wants to see.</summary>
public sealed record HistoryRange
{
    /// <summary>The range a page or a caller gets who names none.</summary>
    public const string Usual = "24h";

    private const int MostPoints = 1500;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, TimeSpan Length, TimeSpan Step)[] Named =
    [
        ("3h", TimeSpan.FromHours(3), TimeSpan.FromMinutes(1)),
        ("24h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(2)),
        ("7d", TimeSpan.FromDays(7), TimeSpan.FromMinutes(10)),
        ("5w", TimeSpan.FromDays(35), TimeSpan.FromHours(1)),
    ];

    private static readonly int[] NiceMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    /// <summary><c>3h</c>, <c>24h</c>, <c>7d</c>, <c>5w</c>; <see langword="null"/> for a stretch named by its two ends.</summary>
    public required string? Name { get; init; }

    /// <summary>Inclusive, UTC, a whole second.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Inclusive, UTC, a whole second, after <see cref="From"/> and never in the future.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The distance between two points, 1 min to 1 day. A BPM that is asked more rarely has wider steps.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>It ends now and moves on with the time.</summary>
    public required bool IsLive { get; init; }

    public TimeSpan Length => To - From;

    /// <summary>The names there are, shortest first.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Named.Select(named => named.Name)];

    /// <summary>
    /// Reads what an address asks for: a name with an optional end, or two ends. Nothing at all is the last 24 hours. Times are
    /// ISO 8601; without an offset they are UTC. Answers every problem at once.
    /// </summary>
    public static ParsedRange Parse(string? range, string? from, string? to, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<RangeProblem>();
        // Two ends within one second are no stretch at all.
        now = Whole(now);
        var end = ReadTime("to", to, now, problems);
        var start = ReadTime("from", from, now, problems);
        var named = Named.FirstOrDefault(known => known.Name == range);
        if (!string.IsNullOrEmpty(range) && named.Name is null)
            problems.Add(new("range", $"'{Shorten(range)}' is not a range; there are {string.Join(", ", Names)}."));
        if (!string.IsNullOrEmpty(range) && !string.IsNullOrEmpty(from))
            problems.Add(new("from", "Give either range or from, not both."));
        if (start is { } first && (end ?? now) is var last)
        {
            if (first >= last)
                problems.Add(new("from", "from must lie before to."));
            else if (last - first > Longest)
                problems.Add(new("from", "The range is longer than 400 days, which is all that is kept."));
        }

        if (problems.Count > 0)
            return new(null, problems.ToImmutable());
        return new(start is { } begin ? Between(begin, end, now) : Make(named.Name ?? Usual, end, now), []);
    }

    /// <summary>The last 24 hours.</summary>
    public static HistoryRange Default(DateTimeOffset now) => Make(Usual, null, now);

    /// <summary>The same stretch a week before.</summary>
    public HistoryRange WeekBefore() => this with { From = From.AddDays(-7), To = To.AddDays(-7), IsLive = false };

    /// <summary>The next nice step that is not finer than this.</summary>
    internal static TimeSpan Nice(TimeSpan atLeast) =>
        TimeSpan.FromMinutes(NiceMinutes.FirstOrDefault(minutes => minutes >= atLeast.TotalMinutes, NiceMinutes[^1]));

    private static HistoryRange Make(string name, DateTimeOffset? to, DateTimeOffset now)
    {
        var (_, length, step) = Named.First(known => known.Name == name);
        var end = Whole(to ?? now);
        return new() { Name = name, From = end - length, To = end, Step = step, IsLive = to is null };
    }

    private static HistoryRange Between(DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now)
    {
        var end = to ?? now;
        return new() { Name = null, From = from, To = end, Step = Nice((end - from) / MostPoints), IsLive = to is null };
    }

    private static DateTimeOffset? ReadTime(string field, string? text, DateTimeOffset now, ImmutableArray<RangeProblem>.Builder problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, styles, out var at))
            problems.Add(new(field, $"'{Shorten(text)}' is not a time; write it like 2026-11-21T02:04:00Z (a + in an address is %2B)."));
        else if (at < Earliest)
            problems.Add(new(field, "Times before the year 2000 are not known."));
        else if (at > now + ClocksDiffer)
            problems.Add(new(field, "The future is not known: give a time that has passed."));
        else
            return Whole(at > now ? now : at);
        return null;
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

/// <summary>What an address asked for, or every problem with it.</summary>
/// <param name="Range"><see langword="null"/> when there are problems.</param>
/// <param name="Problems">Empty when there is a range.</param>
public sealed record ParsedRange(HistoryRange? Range, ImmutableArray<RangeProblem> Problems);

/// <summary>Something a caller can put right.</summary>
/// <param name="Field"><c>range</c>, <c>from</c> or <c>to</c>.</param>
/// <param name="Words">What is wrong and what would be right, one sentence.</param>
public sealed record RangeProblem(string Field, string Words);
