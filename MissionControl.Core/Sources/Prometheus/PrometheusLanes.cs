namespace MissionControl.Core.Sources.Prometheus;

/// <summary>
/// Who may ask when. All requests together stay within the source's concurrency. BPMs that were slow last time share one slot,
/// history takes at most half, and both together leave one slot to quick questions about the present: neither hanging
/// queries nor a chart of five weeks starve the board. With a concurrency of 1 there is nothing to keep apart.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A source may be replaced while requests are under way; semaphores without wait handles need no disposal.")]
internal sealed class PrometheusLanes(int concurrency)
{
    // Entered in the order history or slow, background, all: one order everywhere, so nobody waits in a circle.
    private readonly SemaphoreSlim _all = new(concurrency);
    private readonly SemaphoreSlim _background = new(Math.Max(1, concurrency - 1));
    private readonly SemaphoreSlim _slow = new(1);
    private readonly SemaphoreSlim _history = new(Math.Max(1, concurrency / 2));

    public Task<IDisposable> EnterQuickAsync(CancellationToken cancellationToken) => EnterAsync([_all], cancellationToken);

    public Task<IDisposable> EnterSlowAsync(CancellationToken cancellationToken) => EnterAsync([_slow, _background, _all], cancellationToken);

    public Task<IDisposable> EnterHistoryAsync(CancellationToken cancellationToken) => EnterAsync([_history, _background, _all], cancellationToken);

    private static async Task<IDisposable> EnterAsync(SemaphoreSlim[] gates, CancellationToken cancellationToken)
    {
        var slot = new Slot();
        try
        {
            foreach (var gate in gates)
            {
                await gate.WaitAsync(cancellationToken);
                slot.Held.Push(gate);
            }

            return slot;
        }
        catch (OperationCanceledException)
        {
            slot.Dispose();
            throw;
        }
    }

    private sealed class Slot : IDisposable
    {
        public Stack<SemaphoreSlim> Held { get; } = new();

        public void Dispose()
        {
            while (Held.TryPop(out var gate))
                gate.Release();
        }
    }
}
