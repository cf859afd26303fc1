using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Updates;
using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Maintenance;

/// <summary>Plans work, or changes it. A form without a circuit: it must work when much else does not.</summary>
public sealed partial class WorkFormPage : ComponentBase
{
    private Work? _work;
    private Work? _theirs;
    private WorkDraft? _draft;
    private ImmutableArray<string> _notes = [];
    private ImmutableArray<string> _warnings = [];
    private ImmutableArray<PlainFinding> _findings = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private DateTimeOffset _now;

    [Parameter]
    public int? Number { get; set; }

    [SupplyParameterFromForm(FormName = "work", Name = "Entry")]
    public WorkEntry? Typed { get; set; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required WorkFeed Works { get; init; }

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    [Inject]
    public required WorkDesk Desk { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private WorkEntry Entry { get; set; } = new();

    private TimeZoneInfo Zone => Board.Current.Definitions.Organisation.Zone;

    private string Title => Number is null ? "Plan work" : "Change planned work";

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _work = Number is { } number ? await Desk.FindAsync(number, CancellationToken.None) : null;
        Entry = Typed ?? (_work is { } work ? WorkEntry.Of(work, Zone) : new() { Key = Guid.NewGuid(), Effect = nameof(WorkEffect.Down) });
    }

    private async Task SendAsync()
    {
        if (Number is not null && _work is null)
            return;
        var (draft, notes) = Entry.Read(_work, Zone);
        if (Entry.IsCheck)
        {
            Check(draft, notes);
            return;
        }

        var answer = Number is { } number
            ? await Desk.DoAsync(number, new WorkAct.Edit(draft), Entry.Edition, CancellationToken.None)
            : await Desk.ScheduleAsync(draft, Entry.Key, CancellationToken.None);
        if (answer is { IsDone: true, Work: { } done })
        {
            Navigation.NavigateTo(Routes.Work(done.Number));
            return;
        }

        _problems = answer.Problems;
        Check(draft, notes);
        if (answer.Problems.Any(static problem => problem.Field == "edition") && answer.Work is { } theirs)
            (_theirs, Entry.Edition) = (theirs, theirs.Edition);
    }

    private void Check(WorkDraft draft, ImmutableArray<string> notes)
    {
        var definitions = Board.Current.Definitions;
        (_draft, _notes) = (draft, notes);
        _warnings = WorkWarnings.Of(draft, Number, new(Works.Current, Incidents.Current, definitions, _now));
        _findings = PlainCheck.Read(draft.Title, draft.Text, definitions.Services.Select(static service => service.Id).Concat(definitions.Bpms.Select(static bpm => bpm.Id)));
    }

    private string? Says(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;

    private string Utc(DateTimeOffset? at) => at is { } moment ? $"{StatusWords.Usual.Full(moment, _now, TimeZoneInfo.Utc)} UTC" : "";
}
