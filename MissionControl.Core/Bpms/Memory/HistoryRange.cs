using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>A checked stretch of the past.</summary>
/// <param name="Name"><c>3h</c>, <c>24h</c>, <c>7d</c> or <c>5w</c>; <see langword="null"/> for a free stretch.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Inclusive.</param>
/// <param name="Step">The distance of its points.</param>
/// <param name="Pinned">Was the end given? Else it moves with the time.</param>
public sealed record HistoryRange(string? Name, DateTimeOffset From, DateTimeOffset To, TimeSpan Step, bool Pinned)
{
    public const string Default = "24h";

    private const int MostPoints = 1500;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(1);

    private static readonly int[] StepsInMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440];

    /// <summary>The ranges that have a name, shortest first.</summary>
    public static ImmutableArray<(string Name, TimeSpan Length, TimeSpan Step)> Named { get; } =
    [
        ("3h", TimeSpan.FromHours(3), TimeSpan.FromMinutes(1)),
        ("24h", TimeSpan.FromDays(1), TimeSpan.FromMinutes(2)),
        ("7d", TimeSpan.FromDays(7), TimeSpan.FromMinutes(10)),
        ("5w", TimeSpan.FromDays(35), TimeSpan.FromHours(1)),
    ];

    public TimeSpan Length => To - From;

    /// <summary>The range that addresses ask for, or every field that is wrong with what is wrong about it.</summary>
    public static (HistoryRange? Range, IReadOnlyDictionary<string, ImmutableArray<string>> Errors) Parse(
        string? range, string? from, string? to, DateTimeOffset now)
    {
        var errors = new Dictionary<string, ImmutableArray<string>>();
        var end = ParseTime("to", to, now, errors);
        var begin = ParseTime("from", from, now, errors);
        var named = Named.FirstOrDefault(known => known.Name == (string.IsNullOrEmpty(range) ? Default : range));
        if (named.Name is null)
            errors["range"] = [$"must be one of {string.Join(", ", Named.Select(static known => known.Name))}"];
        if (!string.IsNullOrEmpty(range) && !string.IsNullOrEmpty(from))
            errors["from"] = ["goes with 'to', not with 'range'"];
        else if (begin is { } first && first >= (end ?? now) && !errors.ContainsKey("from"))
            errors["from"] = ["must be earlier than 'to'"];
        else if (begin is { } early && (end ?? now) - early > Longest)
            errors["from"] = [$"must be at most {Longest.TotalDays:0} days before 'to'"];
        if (errors.Count > 0)
            return (null, errors);

        var last = end ?? now;
        return begin is { } start
            ? (new HistoryRange(null, start, last, StepFor(last - start), end is not null), errors)
            : (new HistoryRange(named.Name, last - named.Length, last, named.Step, end is not null), errors);
    }

    public static HistoryRange Of(string name, DateTimeOffset to, bool pinned)
    {
        var named = Named.First(known => known.Name == name);
        return new HistoryRange(name, to - named.Length, to, named.Step, pinned);
    }

    private static DateTimeOffset? ParseTime(string field, string? text, DateTimeOffset now, Dictionary<string, ImmutableArray<string>> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        // 2026-11-21T02:04:00Z, and what a browser's form sends: 2026-11-21T02:04
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            errors[field] = ["must be a time like 2026-11-21T02:04:00Z"];
        else if (time < Earliest)
            errors[field] = ["must not be before the year 2000"];
        else if (time > now + ClockError)
            errors[field] = ["must not lie in the future"];
        else
            return time;
        return null;
    }

    private static TimeSpan StepFor(TimeSpan length)
    {
        var least = length.TotalMinutes / MostPoints;
        return TimeSpan.FromMinutes(Array.Find(StepsInMinutes, step => step >= least));
    }
}
