using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage;

public sealed class StorageKeeperTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly CountingStore _store = new();
    private readonly CountingStore _beside = new() { IsSound = true };

    [Fact]
    public async Task Thinning_waits_a_minute_after_the_start_and_then_runs_every_hour_even_after_a_failure()
    {
        using var keeper = new StorageKeeper([_store, _beside], _clock, NullLogger<StorageKeeper>.Instance);
        await keeper.StartAsync(default);
        Assert.Empty(_store.Passes);

        var began = _clock.GetUtcNow();
        await MoveUntilPassAsync(1);
        await MoveUntilPassAsync(2);
        await MoveUntilPassAsync(3);
        await keeper.StopAsync(default);

        var waits = _store.Passes.Zip(_store.Passes.Prepend(began), (pass, before) => pass - before);
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1)], waits);
    }

    /// <summary>The keeper sets its next timer on a pool thread, so the clock is moved only once that timer stands.</summary>
    private async Task MoveUntilPassAsync(int pass)
    {
        var wait = pass == 1 ? StorageKeeper.FirstPass : StorageKeeper.Rhythm;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (_clock.TimersSet < pass)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _clock.Advance(wait);
        while (_beside.Passes.Count < pass)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class CountingStore : IThinned
    {
        private ImmutableList<DateTimeOffset> _passes = [];

        public bool IsSound { get; init; }

        public ImmutableList<DateTimeOffset> Passes => Volatile.Read(ref _passes);

        public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var count = ImmutableInterlocked.Update(ref _passes, passes => passes.Add(now)) ? Passes.Count : 0;
            return count == 2 && !IsSound ? throw new InvalidOperationException("The disk is full.") : Task.FromResult(7);
        }
    }
}
