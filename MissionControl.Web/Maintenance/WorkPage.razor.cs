using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Maintenance;

/// <summary>One planned work: how it stands, what was said of it, and what can be done. Without a circuit.</summary>
public sealed partial class WorkPage : ComponentBase
{
    private Work? _work;
    private ImmutableArray<string> _warnings = [];
    private ImmutableArray<FieldProblem> _problems = [];
    private bool _mayAct;
    private DateTimeOffset _now;

    [Parameter]
    public int Number { get; set; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [SupplyParameterFromForm(Name = "Entry")]
    public WorkActEntry? Entry { get; set; }

    [Inject]
    public required WorkDesk Desk { get; init; }

    [Inject]
    public required WorkFeed Works { get; init; }

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    [Inject]
    public required BoardFeed Board { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Definitions Definitions => Board.Current.Definitions;

    private TimeZoneInfo Zone => Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _mayAct = await Desk.MayActAsync();
        Show(await Desk.FindAsync(Number, CancellationToken.None));
        // Set at the last moment: the framework throws away the body of a page that is a 404 any earlier.
        if (_work is null)
            Http?.Response.OnStarting(() => Task.FromResult(Http.Response.StatusCode = StatusCodes.Status404NotFound));
    }

    private void Show(Work? work)
    {
        _work = work;
        _warnings = work is { IsOver: false } ? WorkWarnings.Of(WorkDraft.Of(work), work.Number, new(Works.Current, Incidents.Current, Definitions, _now)) : [];
    }

    private async Task ActAsync()
    {
        if (Entry is not { } entry || _work is not { } work)
            return;
        WorkAct? act = entry.Do switch
        {
            "begin" => new WorkAct.Begin(),
            "extend" => new WorkAct.Extend(WorkEntry.Moment(entry.To, work.To, Zone, LocalTime.ReadLast)?.At, entry.Text ?? ""),
            "end" => new WorkAct.End(entry.Text ?? "") { At = LocalTime.ReadLast(entry.At, Zone)?.At },
            "cancel" => new WorkAct.Cancel(entry.Text ?? ""),
            _ => null,
        };
        if (act is null)
            return;
        if (!string.IsNullOrEmpty(entry.At) && LocalTime.ReadLast(entry.At, Zone) is null)
        {
            _problems = [new("at", "That is no date and time.")];
            return;
        }

        var answer = await Desk.DoAsync(work.Number, act, entry.Edition, CancellationToken.None);
        _problems = answer.Problems;
        Show(answer.Work ?? work);
    }
}
