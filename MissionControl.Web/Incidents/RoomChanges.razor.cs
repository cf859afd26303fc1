using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Following;
using MissionControl.Web.Changes;

namespace MissionControl.Web.Incidents;

/// <summary>Which changes most likely broke what the incident is about, as it is known now. Drawn with the room, whenever that moves.</summary>
public sealed partial class RoomChanges
{
    private readonly RoomSuspects _ranking = new();
    private ImmutableArray<SuspectView> _suspects = [];
    private ImmutableArray<Suspect>? _of;

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
        var ranked = _ranking.Rank(Incident, Changes.Current, Definitions);
        if (_of == ranked)
            return;
        _of = ranked;
        _suspects = SuspectView.List(ranked, Definitions, Now);
    }
}
