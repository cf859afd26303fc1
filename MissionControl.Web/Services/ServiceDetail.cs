using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Services.History;
using MissionControl.Web.Changes;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Services;

/// <summary>One service in depth, ready to print.</summary>
/// <param name="Card"><see langword="null"/> when it left the catalog.</param>
/// <param name="BadDays">Days of the strip that were not all well, in words, the newest first.</param>
/// <param name="Departures">The times that it was not operational, the newest first.</param>
/// <param name="Months">By month, the newest first, as far back as days are kept.</param>
/// <param name="Changes">Of the last 24 hours, to it or to all.</param>
public sealed record ServiceDetail(
    long Version,
    long AlertsSeen,
    long HealthSeen,
    DateTimeOffset Now,
    TimeZoneInfo Zone,
    bool IsRead,
    ServiceCard? Card,
    ImmutableArray<string> BadDays,
    ImmutableArray<DepartureRow> Departures,
    ImmutableArray<MonthRow> Months,
    ImmutableArray<ChangeView> Changes)
{
    private const int MonthsShown = 13;
    private const int DaysAsked = 400;
    private const int DeparturesShown = 20;

    public static ServiceDetail From(string id, BoardSnapshot board, AlertsSnapshot alerts, RecordedHealth recorded, IAlertWords words, DateTimeOffset now)
    {
        var (definitions, zone) = (board.Definitions, board.Definitions.Organisation.Zone);
        var status = board.Services.FirstOrDefault(one => one.Service.Id == id);
        var card = status is null ? null : ServiceCard.From(status, board, alerts, recorded, words, now);
        return new(
            board.Version,
            alerts.Version,
            recorded.Version,
            now,
            zone,
            recorded.Version > 0,
            card,
            card is null ? [] : [.. card.History.Days.Where(static day => day.Time.Outage + day.Time.Degraded + day.Time.Maintenance > TimeSpan.Zero).Reverse().Select(HealthWords.Day)],
            card is null ? [] : [.. card.History.Departures.Take(DeparturesShown).Select(departure => DepartureRow.Of(departure, now, zone))],
            MonthsOf(recorded.Of(id, DaysAsked, now, zone)),
            card is null ? [] : ChangeView.List(board.Changes.Where(change => change.Concerns([id])).Take(10), definitions, now));
    }

    private static ImmutableArray<MonthRow> MonthsOf(ServiceHistory history) =>
        [.. history.Days.Where(static day => day.Time.Recorded > TimeSpan.Zero).GroupBy(static day => (day.Day.Year, day.Day.Month))
            .OrderByDescending(static month => month.Key).Take(MonthsShown).Select(MonthRow.Of)];
}

/// <summary>A time that it was not operational, in words.</summary>
/// <param name="Until">"02:04", or that it goes on.</param>
public sealed record DepartureRow(DateTimeOffset From, string FromWords, string FromFull, string Until, string Lasted, string Look, Shape Shape, string Word, string Reason)
{
    internal static DepartureRow Of(HealthDeparture departure, DateTimeOffset now, TimeZoneInfo zone) => new(
        departure.From,
        Words.Time(departure.From, now, zone),
        Words.FullTime(departure.From, zone),
        departure.IsOver ? Words.Time(departure.To, now, zone) : "goes on",
        HealthWords.Exactly(departure.Length),
        Board.ServiceView.LookOf(departure.Worst),
        Shape.Of(departure.Worst),
        HealthWords.Of(departure.Worst),
        departure.Reason);
}

/// <summary>A month in words.</summary>
/// <param name="Name">"November 2026".</param>
public sealed record MonthRow(string Name, string Uptime, string Outage, string Recorded)
{
    internal static MonthRow Of(IGrouping<(int Year, int Month), HealthDay> month)
    {
        var time = month.Aggregate(default(HealthTime), static (sum, day) => sum + day.Time);
        return new(
            new DateOnly(month.Key.Year, month.Key.Month, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            HealthWords.Uptime(time),
            HealthWords.Parts(time with { Whole = time.Recorded }),
            Words.Duration(time.Recorded));
    }
}
