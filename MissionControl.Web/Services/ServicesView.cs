using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Services.History;

namespace MissionControl.Web.Services;

/// <summary>All services, ready to print, in catalog order: a place never moves by itself.</summary>
/// <param name="Summary">"6 operational, 1 partial outage".</param>
/// <param name="IsRead">What is recorded has been read.</param>
public sealed record ServicesView(long Version, long AlertsSeen, long HealthSeen, DateTimeOffset Now, TimeZoneInfo Zone, string Summary, bool IsRead, ImmutableArray<ServiceCard> Cards)
{
    public static ServicesView From(BoardSnapshot board, AlertsSnapshot alerts, RecordedHealth recorded, IAlertWords words, DateTimeOffset now) => new(
        board.Version,
        alerts.Version,
        recorded.Version,
        now,
        board.Definitions.Organisation.Zone,
        string.Join(", ", board.Services.GroupBy(static status => status.Health).OrderBy(static health => health.Key)
            .Select(static health => $"{health.Count()} {HealthWords.Of(health.Key).ToLowerInvariant()}")),
        recorded.Version > 0,
        [.. board.Services.Select(status => ServiceCard.From(status, board, alerts, recorded, words, now))]);
}
