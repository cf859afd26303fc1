using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MissionControl.Web.Charts;

/// <summary>
/// The one place that knows the chart library (ApexCharts, docs/decisions/0001): its script is loaded with the first drawing and
/// nowhere else. A lost line to the browser is nobody's error: the page says so itself.
/// </summary>
public sealed class ChartModule(IJSRuntime script, string address) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;

    /// <summary>Draws into an element that nothing else writes to.</summary>
    public async Task DrawAsync(ElementReference element, ChartData data) => await ToleratingAsync(async () =>
    {
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", address);
        if (_chart is not null)
            await LetGoAsync(_chart);
        _chart = await _module.InvokeAsync<IJSObjectReference>("draw", element, data);
    });

    /// <summary>Puts newer points in the place of those from their first one on, and forgets those before the chart's start.</summary>
    public async Task AppendAsync(ChartData tail) => await ToleratingAsync(async () =>
    {
        if (_chart is not null)
            await _chart.InvokeVoidAsync("append", tail);
    });

    public async ValueTask DisposeAsync() => await ToleratingAsync(async () =>
    {
        if (_chart is not null)
            await LetGoAsync(_chart);
        if (_module is not null)
            await _module.DisposeAsync();
    });

    private static async Task LetGoAsync(IJSObjectReference chart)
    {
        await chart.InvokeVoidAsync("dispose");
        await chart.DisposeAsync();
    }

    private static async Task ToleratingAsync(Func<Task> talk)
    {
        try
        {
            await talk();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
        catch (OperationCanceledException)
        {
            // The line is too slow or was cut: the server-made picture stays.
        }
    }
}
