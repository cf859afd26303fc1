using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Incidents.Updates;
using MissionControl.Web.Incidents;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Publishing;

/// <summary>Puts right what the public was told: its words and what it is about. What was refused stays as it was typed.</summary>
public sealed partial class CorrectForm : ComponentBase
{
    private ImmutableArray<FieldProblem> _problems = [];
    private ImmutableArray<PlainFinding> _findings = [];
    private bool _isTyped;

    [Parameter, EditorRequired]
    public required Incident Incident { get; set; }

    [Parameter, EditorRequired]
    public required TimelineEntry Entry { get; set; }

    [Parameter, EditorRequired]
    public required Definitions Definitions { get; set; }

    [SupplyParameterFromForm(Name = "Correction")]
    public CorrectEntry? Typed { get; set; }

    [Inject]
    public required RoomDesk Desk { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private CorrectEntry Shown { get; set; } = new();

    // One form of several is sent: what is in it is for one of them.
    protected override void OnInitialized()
    {
        _isTyped = Typed is { } typed && typed.Incident == Incident.Number && typed.Entry == Entry.Number;
        Shown = _isTyped ? Typed! : CorrectEntry.Of(Incident, Entry);
    }

    private async Task SendAsync()
    {
        if (!_isTyped)
            return;
        if (Shown.IsCheck)
        {
            _findings = PlainCheck.Read(Shown.As((Updated)Entry.What), Definitions.Services.Select(static service => service.Id).Concat(Definitions.Bpms.Select(static bpm => bpm.Id)), Definitions.Components.Select(static component => component.Id))
                .RemoveAll(static finding => finding.Field == PlainField.NextBy);
            return;
        }

        var corrected = Shown.Correct(Entry, Definitions);
        if (!CorrectEntry.IsOther(corrected, Entry))
        {
            _problems = [new("text", "It says so already: nothing in it is other than before.")];
            return;
        }

        var answer = await Desk.DoAsync(Incident.Number, corrected, null, Shown.Key, CancellationToken.None);
        _problems = answer.Problems;
        if (answer.IsDone)
            Navigation.NavigateTo(Routes.Publishing);
        else if (answer.Incident?.Find(Entry.Number) is { } now)
            // Somebody was quicker: theirs was shown, and the next try is upon it.
            Shown.Before = now.Corrections.Length;
    }
}
