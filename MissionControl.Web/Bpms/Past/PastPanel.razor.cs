using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Web.Charts;

namespace MissionControl.Web.Bpms.Past;

/// <summary>The chart and its words. A range that ends now reads again every 30 s at most, when the board says something.</summary>
public sealed partial class PastPanel : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(30);

    // The first HTML waits no longer than this for a source; the circuit shows it when it comes.
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _leaving = new();
    private ImmutableArray<string> _problems = [];
    private PastView? _view;
    private PastView? _drawn;
    private ToldChanges? _told;
    private PastChart? _chart;
    private PastChart? _drawnIn;
    private ChartModule? _module;
    private DateTimeOffset _askedAt;
    private bool _reading;
    private bool _disposed;

    [Parameter, EditorRequired]
    public required Bpm Bpm { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public string? Range { get; set; }

    [Parameter]
    public string? To { get; set; }

    /// <summary>Moves with every word of the board.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    /// <summary>The stretches that speak of this metric.</summary>
    [Parameter]
    public ImmutableArray<Stretch> Declared { get; set; } = [];

    /// <summary>What was changed, of every service.</summary>
    [Parameter]
    public ToldChanges Told { get; set; } = ToldChanges.None;

    [Inject]
    public required BpmHistory History { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _leaving.CancelAsync();
        _leaving.Dispose();
        if (_module is not null)
            await _module.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_view is not null && (!_view.Declared.SequenceEqual(Declared) || !ReferenceEquals(_told, Told)))
            _view = Look(_view.History);
        if (_reading || (_view is not null && !IsDue(_view)))
            return;
        _reading = true;
        var reading = ReadAsync();
        try
        {
            await reading.WaitAsync(_firstWait, Clock, _leaving.Token);
        }
        catch (TimeoutException)
        {
            // What is there stays until the slow answer comes.
            _ = ShowLaterAsync(reading);
        }
        catch (OperationCanceledException) when (_disposed)
        {
            // The circuit is gone.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_chart is null || _view is not { History.HasValues: true } view || ReferenceEquals(view, _drawn))
            return;
        // After an error or a gap in the page the frame is another one.
        var before = ReferenceEquals(_drawnIn, _chart) ? _drawn : null;
        (_drawn, _drawnIn) = (view, _chart);
        _module ??= new ChartModule(Script, "./" + Assets["lib/chart.js"]);
        if (before is null)
            await _module.DrawAsync(_chart.Live, Data(view, null));
        else
            // The newest of the old points may have been replaced by what was shown since.
            await _module.AppendAsync(Data(view, before.History.Points[^1].At - (5 * view.History.Step)));
    }

    private PastView Look(HistoryView history)
    {
        _told = Told;
        var now = Clock.GetUtcNow();
        return PastView.Of(history, Declared, now, Zone).With(Told.All, now);
    }

    private static ChartData Data(PastView view, DateTimeOffset? from) =>
        ChartData.Of(view.History, view.Summary, view.Values, view.Times.Zone, from) with
        {
            Declared = ChartSpan.Of(view.Declared, view.History.Range),
            Changes = ChartMoment.Of(view.Changes),
        };

    private bool IsDue(PastView view) => !ReferenceEquals(view.History.Bpm, Bpm) || (view.History.Range.IsLive && Now - _askedAt >= _pace);

    private async Task ReadAsync()
    {
        try
        {
            _askedAt = Clock.GetUtcNow();
            var asked = PageRange.Parse(Range, To, _askedAt, Zone);
            _problems = asked.Problems;
            var history = await History.ReadAsync(Bpm, asked.Range, _leaving.Token);
            // A passing failure takes nothing away that is already drawn.
            if (history.Error is null || _view is null || !_view.History.HasValues)
                _view = Look(history);
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task ShowLaterAsync(Task reading)
    {
        try
        {
            await reading;
            await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException) when (_disposed)
        {
            // The circuit is gone.
        }
#pragma warning disable CA1031 // The edge of a circuit: the error boundary shows it.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(problem);
        }
    }
}
