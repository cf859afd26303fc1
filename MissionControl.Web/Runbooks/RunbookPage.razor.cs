using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Runbooks;

/// <summary>One runbook, to read: a static page, from memory, so that it is there when the database is not.</summary>
public sealed partial class RunbookPage : ComponentBase
{
    private const int Last = 8;

    /// <summary>What is in memory waits no longer for what is not.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private Runbook? _runbook;
    private string _html = "";
    private string? _near;
    private string _problem = "";
    private bool _mayAct;
    private DateTimeOffset _now;
    private DateOnly _today;
    private ImmutableArray<Bpm> _bpms = [];
    private ImmutableArray<string> _alerts = [];
    private ImmutableArray<RunbookRun> _last = [];

    [Parameter]
    public required string Id { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    /// <summary>The incident that a run is to be part of, by its id.</summary>
    [SupplyParameterFromQuery(Name = "incident")]
    public string? Asked { get; set; }

    [SupplyParameterFromForm(FormName = "start", Name = "Incident")]
    public string? Sent { get; set; }

    [Inject]
    public required DefinitionsFeed Catalog { get; init; }

    [Inject]
    public required RunDesk Runs { get; init; }

    [Inject]
    public required IRunStore Store { get; init; }

    [Inject]
    public required RunbookDesk Desk { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required ILogger<RunbookPage> Logger { get; init; }

    private Definitions Definitions => Catalog.Current.Definitions;

    private TimeZoneInfo Zone => Definitions.Organisation.Zone;

    private string? Incident => string.IsNullOrEmpty(Sent) ? Asked : Sent;

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _today = RunbookWords.Today(_now, Zone);
        if (!Definitions.Runbooks.TryGetValue(Id, out _runbook))
        {
            _near = DidYouMean.Nearest(Id, Definitions.Runbooks.Keys);
            // Set at the last moment: the framework throws away the body of a page that is a 404 any earlier.
            Http.Response.OnStarting(() =>
            {
                Http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
            return;
        }

        _html = RunbookHtml.ToHtml(_runbook.Text, RunbookLinks.OnPage(Routes.Runbook(Id)));
        _mayAct = await Desk.MayActAsync();
        _bpms = [.. Definitions.Bpms.Where(bpm => Definitions.RunbookOf(bpm.Id)?.Id == Id)];
        _alerts = [.. _runbook.Alerts.Select(static alert => alert.Written).Concat(Definitions.AlertRules.Where(rule => rule.Runbook == Id).Select(static rule => rule.Name)).Distinct(StringComparer.Ordinal)];
        try
        {
            _last = await LastAsync().WaitAsync(Patience, Clock, Http.RequestAborted);
        }
        catch (Exception failure) when (failure.IsOfStorage() || failure is TimeoutException)
        {
            Logger.LogUnreadRuns(failure);
        }
    }

    private async Task<ImmutableArray<RunbookRun>> LastAsync()
    {
        var seen = ImmutableArray.CreateBuilder<RunbookRun>();
        foreach (var run in await Store.ReadLastAsync(Id, Last, Http.RequestAborted))
            if (await Desk.SeesAsync(run, Http.RequestAborted))
                seen.Add(run);
        return seen.ToImmutable();
    }

    private async Task StartAsync()
    {
        var answer = await TryStartAsync();
        if (answer is { Problem: null, Run: { } run })
            Navigation.NavigateTo(Routes.RunbookRun(run.Id));
        else
            _problem = answer.Problem ?? "";
    }

    private async Task<RunAnswer> TryStartAsync()
    {
        try
        {
            return await Desk.StartAsync(Id, string.IsNullOrEmpty(Incident) ? null : Incident, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge: the runbook is what matters now, and it is in memory.
            Logger.LogUnsavedAct(failure);
            return new(null, "No run could be started: it could not be saved. The runbook itself is below, as ever.");
        }
    }
}
