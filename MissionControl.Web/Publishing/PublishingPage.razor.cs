using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Web.Incidents;

namespace MissionControl.Web.Publishing;

/// <summary>The communicator's desk: what the public sees, what it was told, what is planned. Without a circuit.</summary>
public sealed partial class PublishingPage : ComponentBase
{
    private const int MostWorks = 5;

    /// <summary>What is over is corrected here for so long.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(3);

    private List<Incident> _told = [];
    private List<Incident> _untold = [];
    private bool _mayAct;
    private DateTimeOffset _now;

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    [Inject]
    public required WorkFeed Works { get; init; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private TimeZoneInfo Zone => Board.Current.Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        _mayAct = await Desk.MayActAsync();
        _now = Clock.GetUtcNow();
        // A private incident is not for this desk, whoever looks.
        var all = Incidents.Current.All.Values.Where(static incident => !incident.IsPrivate).Reverse().ToArray();
        _told = [.. all.Where(incident => incident.Updates.Count > 0 && (incident.IsOpen || incident.Times.Resolved > _now - Recent)).OrderBy(static incident => !incident.IsOpen).ThenBy(static incident => incident.NextUpdateBy ?? DateTimeOffset.MaxValue)];
        _untold = [.. all.Where(static incident => incident is { IsOpen: true, Updates.Count: 0, MergedInto: null }).OrderBy(static incident => incident.Severity)];
    }
}
