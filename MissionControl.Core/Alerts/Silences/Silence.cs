using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>Keeps alerts quiet for a time, once or again and again: they are still shown and counted, but nobody is told. Immutable.</summary>
public sealed record Silence
{
    public required Guid Id { get; init; }

    /// <summary>All must hold. At least one, and one that does not hold for an alert without labels.</summary>
    public required ImmutableArray<Matcher> Matchers { get; init; }

    /// <summary>Why: one line of 3 to 200 characters that a person wrote.</summary>
    public required string Reason { get; init; }

    /// <summary>Inclusive, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive, UTC; of one that comes again: when it comes no more.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When it is on between <see cref="From"/> and <see cref="To"/>; <see langword="null"/>: all the time.</summary>
    public Recurrence? Recurs { get; init; }

    /// <summary>As in <see cref="People.Actor.Id"/>.</summary>
    public required string By { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public bool Catches(LabelSet labels) => Matchers.AreTrueOf(labels);

    public bool IsOn(DateTimeOffset at) => at >= From && at < To && (Recurs is null || Recurs.Covers(at));

    /// <summary>When it comes on next, after <paramref name="at"/>; <see langword="null"/> when it does no more.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset at)
    {
        if (Recurs is null)
            return at < From ? From : null;
        var next = Recurs.NextAt(at > From ? at : From.AddTicks(-1));
        return next < To ? next : null;
    }
}

/// <summary>Weekly times in a zone: <c>Sunday 02:00 to 04:00</c>. An end before the beginning is on the day after.</summary>
/// <param name="Days">At least one.</param>
/// <param name="From">Inclusive, local.</param>
/// <param name="To">Exclusive, local; not <paramref name="From"/>.</param>
public sealed record Recurrence(ImmutableSortedSet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    public bool Covers(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (From < To)
            return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        return (Days.Contains(local.DayOfWeek) && time >= From) || (Days.Contains(local.AddDays(-1).DayOfWeek) && time < To);
    }

    /// <summary>The next beginning after <paramref name="at"/>.</summary>
    public DateTimeOffset NextAt(DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        for (var ahead = 0; ; ahead++)
            if (Days.Contains(today.AddDays(ahead).DayOfWeek) && Begins(today.AddDays(ahead)) is var begins && begins > at)
                return begins;
    }

    public bool Equals(Recurrence? other) => other is not null && Days.SetEquals(other.Days) && (From, To, Zone.Id) == (other.From, other.To, other.Zone.Id);

    public override int GetHashCode() => HashCode.Combine(Days.Count, From, To, Zone.Id);

    // A time that the clocks skip is as much later as they skip.
    private DateTimeOffset Begins(DateOnly day)
    {
        var local = day.ToDateTime(From);
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
