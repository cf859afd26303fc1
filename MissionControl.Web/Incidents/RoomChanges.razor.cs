using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Following;
using MissionControl.Web.Changes;

namespace MissionControl.Web.Incidents;

/// <summary>Which changes most likely broke what the incident is about, as it is known now. Drawn with the room, whenever that moves.</summary>
public sealed partial class RoomChanges
{
    private ImmutableArray<SuspectView> _suspects = [];
    private (ToldChanges Told, ImmutableSortedSet<string> Services, IncidentTimes Times, Definitions Definitions)? _of;

    [Parameter, EditorRequired]
    public required Incident Incident { get; set; }

    [Parameter, EditorRequired]
    public required Definitions Definitions { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    [Inject]
    public required ChangeBook Changes { get; init; }

    protected override void OnParametersSet()
    {
        // The room is drawn four times a second, and thousands of changes need not be weighed as often.
        var of = (Changes.Current, Incident.Services, Incident.Times, Definitions);
        if (_of == of)
            return;
        _of = of;
        _suspects = SuspectView.List(RoomSuspects.Rank(Incident, Changes.Current, Definitions), Definitions, Now);
    }
}
