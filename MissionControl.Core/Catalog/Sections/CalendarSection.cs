using System.Collections.Immutable;
using MissionControl.Core.Calendars;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>calendars:</c> when people work and which days are different.</summary>
internal static class CalendarSection
{
    private static readonly Key<TimeOnly> From = Key.Required("from", new TimeShape(), "Inclusive, local time of the calendar.");
    private static readonly Key<TimeOnly> To = Key.Required("to", new TimeShape(), "Exclusive, local time of the calendar.");
    private static readonly Shape<WorkingHours> Hours = new ObjectShape<WorkingHours>("working hours", [From, To], BuildHours);

    private static readonly ImmutableArray<(DayOfWeek Day, Key<WorkingHours> Key)> Days =
        [.. Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7).Select(day => (day, DayKey(day)))];

    private static readonly Shape<ImmutableDictionary<DayOfWeek, WorkingHours>> Weekdays =
        new ObjectShape<ImmutableDictionary<DayOfWeek, WorkingHours>>("a week", [.. Days.Select(day => day.Key)], BuildWeek);

    private static readonly Key<DateOnly> Date = Key.Required("date", new DateShape(), "For example 2026-12-25.");
    private static readonly Key<string> HolidayName = Key.Required("name", TextShape.Line(80), "What the day is called.");
    private static readonly Shape<Holiday> Holiday = new ObjectShape<Holiday>("a holiday", [Date, HolidayName], fields => new(fields.Get(Date, default), fields.Get(HolidayName, "")));

    private static readonly Key<string> Id = Key.Required("id", IdShape.New("calendar"), "Kebab-case, unique among calendars.");
    private static readonly Key<string> Name = Key.Required("name", TextShape.Line(80), "The name people use.");
    private static readonly Key<TimeZoneInfo> Zone = Key.Required("zone", new ZoneShape(), "The time zone of its hours, by its IANA name.");
    private static readonly Key<ImmutableDictionary<DayOfWeek, WorkingHours>> Week = Key.Optional("week", Weekdays, "Working hours by weekday; a day that is missing is a day off.");
    private static readonly Key<ImmutableArray<Holiday>> Holidays = Key.Optional("holidays", new ListShape<Holiday>("holidays", Holiday), "Days off beside the week's.");

    public static readonly Shape<Calendar> Entry = new ObjectShape<Calendar>("a calendar", [Id, Name, Zone, Week, Holidays], Build);

    private static Key<WorkingHours> DayKey(DayOfWeek day) => Key.Optional(day.ToString().ToLowerInvariant(), Hours, $"Working hours on a {day}.");

    private static WorkingHours BuildHours(Fields fields)
    {
        var hours = new WorkingHours(fields.Get(From, TimeOnly.MinValue), fields.Get(To, TimeOnly.MaxValue));
        if (hours.From >= hours.To)
            fields.Problem(To, $"working hours must end after they begin ({hours.From:HH:mm})");
        return hours;
    }

    private static ImmutableDictionary<DayOfWeek, WorkingHours> BuildWeek(Fields fields) =>
        Days.Where(day => fields.Has(day.Key)).ToImmutableDictionary(day => day.Day, day => fields.Get(day.Key, default));

    private static Calendar Build(Fields fields)
    {
        var holidays = fields.Get(Holidays, []);
        foreach (var twice in holidays.GroupBy(holiday => holiday.Date).Where(day => day.Key != default && day.Skip(1).Any()))
            fields.Problem(Holidays, $"{twice.Key:yyyy-MM-dd} stands among the holidays twice ({string.Join(", ", twice.Select(day => day.Name))})");
        return new()
        {
            Id = fields.Get(Id, ""),
            Name = fields.Get(Name, ""),
            Zone = fields.Get(Zone, TimeZoneInfo.Utc),
            Week = fields.Get(Week, ImmutableDictionary<DayOfWeek, WorkingHours>.Empty),
            Holidays = holidays,
        };
    }
}
