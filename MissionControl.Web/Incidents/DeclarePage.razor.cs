using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Incidents;

/// <summary>Declares an incident. A form without a circuit: it must work when much else does not.</summary>
public sealed partial class DeclarePage : ComponentBase
{
    private const int MostShown = 5;

    private Declared _draft = null!;
    private ImmutableArray<Incident> _already = [];
    private ImmutableArray<Incident> _back = [];
    private int? _same;
    private ImmutableArray<FieldProblem> _problems = [];
    private DateTimeOffset _now;

    [SupplyParameterFromForm(FormName = "declare", Name = "Entry")]
    public DeclareEntry? Typed { get; set; }

    [SupplyParameterFromForm(FormName = "again", Name = "Again")]
    public AgainEntry? Again { get; set; }

    [SupplyParameterFromQuery(Name = "bpm")]
    public string? Bpm { get; set; }

    [SupplyParameterFromQuery(Name = "alert")]
    public Guid? Alert { get; set; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private DeclareEntry Entry { get; set; } = new();

    private TimeZoneInfo Zone => Board.Current.Definitions.Organisation.Zone;

    private ImmutableArray<SeverityDefinition> Severities => Board.Current.Definitions.Incidents.Severities;

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _draft = IncidentDraft.From(Board.Current, Alerts.Current, Bpm, Alert);
        Entry = Typed ?? new() { Title = _draft.Title, Severity = (int)_draft.Severity, Key = Guid.NewGuid() };
        var sight = await Desk.SightAsync();
        _already = [.. Incidents.Current.Open.Where(incident => sight.Sees(incident) && (_draft.Services.IsEmpty || incident.Services.Overlaps(_draft.Services)))];
        _back = [.. IncidentLikeness.CameBack(_draft, Incidents.Current.All.Values.Where(sight.Sees), _now)];
        // Only one that is most likely the same is chosen beforehand: whoever is in a hurry opens no other again.
        _same = _back.FirstOrDefault(incident => IncidentLikeness.IsSame(_draft, incident))?.Number;
    }

    private async Task SendAsync()
    {
        var declared = _draft with { Title = Entry.Title ?? "", Severity = (Severity)Entry.Severity, IsPrivate = Entry.IsPrivate };
        var answer = await Desk.DeclareAsync(declared, Entry.Key, CancellationToken.None);
        _problems = answer.Problems;
        if (answer is { IsDone: true, Incident: { } incident })
            Navigation.NavigateTo(Routes.Incident(incident.Number));
    }

    private async Task OpenAgainAsync()
    {
        if (Again is not { } again)
            return;
        if (!_back.Any(incident => incident.Number == again.Number))
        {
            _problems = [new("again", "Choose which one came back.")];
            return;
        }

        var answer = await Desk.DoAsync(again.Number, new PhaseMoved(Phase.Investigating, Phase.Resolved, again.Reason ?? ""), null, again.Key, CancellationToken.None);
        _problems = [.. answer.Problems.Select(static problem => problem with { Field = "again" })];
        if (!answer.IsDone)
            return;
        // What shows it now comes along; that it is open again does not hang on it.
        foreach (var evidence in _draft.Evidence.Where(one => one.Kind is EvidenceKind.Tile or EvidenceKind.Alert && !IncidentDraft.SaysTheSame(one, _draft.Evidence, Alerts.Current)).Take(MostShown))
            await Desk.DoAsync(again.Number, new Attached(evidence), null, Guid.NewGuid(), CancellationToken.None);
        Navigation.NavigateTo(Routes.Incident(again.Number));
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;
}

public sealed class AgainEntry
{
    public int Number { get; set; }

    public string? Reason { get; set; }

    /// <summary>Sent twice, it is opened once.</summary>
    public Guid Key { get; set; }
}

public sealed class DeclareEntry
{
    public string? Title { get; set; }

    public int Severity { get; set; }

    public bool IsPrivate { get; set; }

    /// <summary>Sent twice, it is declared once.</summary>
    public Guid Key { get; set; }
}
