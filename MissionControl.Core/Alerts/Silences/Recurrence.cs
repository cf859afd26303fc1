using System.Collections.Immutable;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>
/// Times that come again in a zone: <c>Sunday 02:00 to 04:00</c>. An end before the beginning is on the day after. When the clocks go forward, a time that
/// they skip is the moment they do; when they go back, of a time that comes twice the first counts. Immutable.
/// </summary>
/// <param name="On">The days on which it begins.</param>
/// <param name="From">Inclusive, local.</param>
/// <param name="To">Exclusive, local; not <paramref name="From"/>.</param>
public sealed record Recurrence(RecurringDays On, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Whatever does not come in so many days never does.</summary>
    private const int FurthestDays = 400;

    /// <summary>On some days of every week.</summary>
    public Recurrence(ImmutableSortedSet<DayOfWeek> days, TimeOnly from, TimeOnly to, TimeZoneInfo zone)
        : this(new RecurringDays.Weekly(days), from, to, zone)
    {
    }

    public bool Covers(DateTimeOffset at, Calendar working)
    {
        var today = DayOf(at);
        return Covers(today, at, working) || Covers(today.AddDays(-1), at, working);
    }

    /// <summary>The next beginning after <paramref name="at"/>, UTC; <see langword="null"/> when none comes for more than a year.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset at, Calendar working)
    {
        var today = DayOf(at);
        for (var ahead = 0; ahead < FurthestDays; ahead++)
            if (today.AddDays(ahead) is var day && On.Includes(day, working) && Begins(day) is var begins && begins > at && begins < Ends(day))
                return begins;
        return null;
    }

    public bool Equals(Recurrence? other) => other is not null && On == other.On && (From, To, Zone.Id) == (other.From, other.To, other.Zone.Id);

    public override int GetHashCode() => HashCode.Combine(On, From, To, Zone.Id);

    private bool Covers(DateOnly day, DateTimeOffset at, Calendar working) => On.Includes(day, working) && at >= Begins(day) && at < Ends(day);

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private DateTimeOffset Begins(DateOnly day) => LocalMoment.Of(day, From, Zone);

    private DateTimeOffset Ends(DateOnly day) => LocalMoment.Of(From < To ? day : day.AddDays(1), To, Zone);
}
