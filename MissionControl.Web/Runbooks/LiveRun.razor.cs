using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Runbooks;

/// <summary>A run of a runbook, the same for everybody who looks: its text as it was, every tick with its person and time.</summary>
public sealed partial class LiveRun : LiveComponent<LiveRun.Shown>
{
    private const int MostActs = 100;
    private RunbookView _text = new("", []);
    private ImmutableDictionary<string, string> _steps = ImmutableDictionary<string, string>.Empty;
    private ImmutableDictionary<string, string> _names = ImmutableDictionary<string, string>.Empty;
    private RunbookRun? _kept;
    private bool _sees;
    private bool _isUnread;
    private bool _mayAct;
    private string _said = "";
    private bool _saidNo;

    [Parameter, EditorRequired]
    public required Guid Id { get; set; }

    [Inject]
    public required RunDesk Runs { get; init; }

    [Inject]
    public required DefinitionsFeed Catalog { get; init; }

    [Inject]
    public required RunbookDesk Desk { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required ILogger<LiveRun> Logger { get; init; }

    private TimeZoneInfo Zone => Catalog.Current.Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        _mayAct = await Desk.MayActAsync();
        try
        {
            // One that ended a day ago is no longer in memory, but kept.
            _kept = await Runs.FindAsync(Id, CancellationToken.None);
            await LookWhetherSeenAsync(CancellationToken.None);
            Look();
            Read();
            await NameAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure.IsOfStorage())
        {
            _isUnread = View.Run is null;
            Read();
            Logger.LogUnreadRuns(failure);
        }
    }

    protected override async Task NextBesideAsync(CancellationToken cancellationToken)
    {
        await Runs.NextAsync(View.Seen, cancellationToken);
        await LookWhetherSeenAsync(cancellationToken);
        await NameAsync(cancellationToken);
    }

    protected override Shown Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var live = Runs.Current;
        var run = _sees ? live.All.GetValueOrDefault(Id) ?? _kept : null;
        return new(live.Version, now, run, run is null ? null : Catalog.Current.Definitions.Runbooks.GetValueOrDefault(run.Runbook));
    }

    private async Task LookWhetherSeenAsync(CancellationToken cancellationToken) =>
        _sees = (Runs.Current.All.GetValueOrDefault(Id) ?? _kept) is { } run && await Desk.SeesAsync(run, cancellationToken);

    private string NameOf(string actor) => _names.GetValueOrDefault(actor, "somebody");

    // The text of a run never changes.
    private void Read()
    {
        if (View.Run is not { } run)
            return;
        _text = RunbookHtml.Read(run.Text, RunbookLinks.OnPage(Routes.RunbookRun(Id)));
        _steps = run.Steps.ToImmutableDictionary(static step => step.Id, static step => step.Words);
    }

    private async Task NameAsync(CancellationToken cancellationToken)
    {
        if ((Runs.Current.All.GetValueOrDefault(Id) ?? _kept) is not { } run)
            return;
        string?[] actors = [run.StartedBy, run.Ended?.By, .. run.Acts.Select(static act => act.By)];
        try
        {
            if (actors.OfType<string>().Distinct().Where(actor => !_names.ContainsKey(actor)).ToArray() is { Length: > 0 } unknown)
                _names = _names.AddRange(await Names.FindAsync(unknown, cancellationToken));
        }
        catch (Exception failure) when (failure.IsOfStorage())
        {
            // Without their names, ticks still say what was done and when.
            Logger.LogUnreadRuns(failure);
        }
    }

    private Task PressAsync(StepPress press) => DoAsync(
        () => press.Ticks ? Desk.TickAsync(Id, press.Step, CancellationToken.None) : Desk.UntickAsync(Id, press.Step, CancellationToken.None),
        press.Ticks ? "Ticked." : "Taken back.");

    private Task EndAsync(RunOutcome outcome) => DoAsync(() => Desk.EndAsync(Id, outcome, CancellationToken.None), "The run has ended.");

    private async Task DoAsync(Func<Task<RunAnswer>> act, string words)
    {
        try
        {
            var answer = await act();
            (_saidNo, _said) = (!answer.IsDone, answer.Problem ?? words);
            _kept = answer.Run ?? _kept;
            await NameAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The edge of a circuit: whoever pressed must know that nothing was kept.
            Logger.LogUnsavedAct(failure);
            (_saidNo, _said) = (true, "It could not be saved, so nothing has changed. Try again.");
        }

        Look();
    }

    /// <summary>What is on glass.</summary>
    /// <param name="Seen">The version of the runs.</param>
    /// <param name="Run"><see langword="null"/> when there is none such, or it cannot be read.</param>
    /// <param name="Newest">The runbook as it is now; <see langword="null"/> when it is no longer there.</param>
    public sealed record Shown(long Seen, DateTimeOffset Now, RunbookRun? Run, Runbook? Newest);
}
