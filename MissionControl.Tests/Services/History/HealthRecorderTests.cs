using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Services.History;

/// <summary>The recorder on a real SQLite file, its clock moved by hand.</summary>
public sealed class HealthRecorderTests : IAsyncLifetime
{
    private ManualTimeProvider _clock = new(A.Moment - HealthTimeline.Settling);
    private TestDatabase _database = null!;
    private long _version;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(Provider.Sqlite);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_change_is_kept_at_once_and_the_rest_every_minute()
    {
        using var run = await StartAsync();
        await ShowAsync(run, Health.Operational);
        await Eventually.Holds(async () => await KeptAsync() is [{ Health: Health.Operational }]);
        await AdvanceAsync(run, TimeSpan.FromSeconds(90));
        await ShowAsync(run, Health.PartialOutage);
        await Eventually.Holds(async () => await KeptAsync() is [_, { Health: Health.PartialOutage }]);
        Assert.Equal((A.Moment, A.Moment.AddSeconds(90)), ((await KeptAsync())[0].From, (await KeptAsync())[0].To));
        await run.Recorder.StopAsync(default);
        Assert.Contains(await _database.Journal.ReadAfterAsync(0, 10, default), static entry => entry is { Kind: "service.health", Subject: "identity" });
    }

    [Fact]
    public async Task After_a_kill_and_a_quarter_of_an_hour_the_time_between_is_without_data()
    {
        // Its clock stands still from then on: whoever is killed says no goodbye.
        using var killed = await StartAsync();
        await ShowAsync(killed, Health.Operational);
        await AdvanceAsync(killed, TimeSpan.FromMinutes(10));
        await Eventually.Holds(async () => await KeptAsync() is [{ To: var to }] && to >= A.Moment.AddMinutes(9));
        _clock = new(A.Moment.AddMinutes(25) - HealthTimeline.Settling);
        using var run = await StartAsync();
        await ShowAsync(run, Health.Operational);
        await AdvanceAsync(run, TimeSpan.FromMinutes(5));
        await Eventually.Holds(() => run.Feed.Current.Pasts["identity"].Spans.Length == 2);
        await run.Recorder.StopAsync(default);
        var today = run.Feed.Current.Of("identity", 90, _clock.GetUtcNow(), TimeZoneInfo.Utc).Days[^1].Time;
        var spans = run.Feed.Current.Pasts["identity"].Spans;
        Assert.InRange(spans[0].To, A.Moment.AddMinutes(9), A.Moment.AddMinutes(10));
        Assert.Equal((A.Moment.AddMinutes(25), A.Moment.AddMinutes(30)), (spans[1].From, spans[1].To));
        Assert.Equal(spans[1], (await KeptAsync())[1]);
        Assert.Equal(spans[0].Length + spans[1].Length, today.Operational);
        Assert.Equal(_clock.GetUtcNow().TimeOfDay - today.Operational, today.NoData);
    }

    [Fact]
    public async Task A_stop_keeps_the_very_end()
    {
        using var run = await StartAsync();
        await ShowAsync(run, Health.Operational);
        await AdvanceAsync(run, TimeSpan.FromSeconds(37));
        await run.Recorder.StopAsync(default);
        Assert.Equal(A.Moment.AddSeconds(37), (await KeptAsync()).Single().To);
    }

    [Fact]
    public async Task While_the_database_is_away_nothing_is_lost()
    {
        using var run = await StartAsync();
        await ShowAsync(run, Health.Operational);
        await Eventually.Holds(async () => (await KeptAsync()).Length == 1);
        using (var raw = _database.OpenRaw())
            raw.Run("ALTER TABLE \"HealthSpans\" RENAME TO \"Away\"");
        await AdvanceAsync(run, TimeSpan.FromMinutes(5));
        await ShowAsync(run, Health.Degraded);
        await Eventually.Holds(() => run.Feed.Current.Pasts["identity"].Spans.Length == 2);
        using (var raw = _database.OpenRaw())
            raw.Run("ALTER TABLE \"Away\" RENAME TO \"HealthSpans\"");
        await run.Recorder.StopAsync(default);
        Assert.Equal([(Health.Operational, A.Moment.AddMinutes(5)), (Health.Degraded, A.Moment.AddMinutes(5))], (await KeptAsync()).Select(static span => (span.Health, span.To)));
    }

    private async Task<Run> StartAsync()
    {
        var (board, feed) = (new BoardFeed(_clock), new HealthFeed());
        var recorder = new HealthRecorder(board, _database.Services.GetRequiredService<IHealthStore>(), feed, _clock, NullLogger<HealthRecorder>.Instance);
        await recorder.StartAsync(default);
        await Eventually.Holds(() => feed.Current.Version > 0);
        _clock.Advance(HealthTimeline.Settling);
        return new(board, recorder, feed);
    }

    private async Task ShowAsync(Run run, Health health)
    {
        var service = HealthTimelineTests.Status(health, "why");
        run.Board.Publish(A.Board().Version(++_version).Build() with { Services = [service] });
        await Eventually.Holds(() => run.Recorder.SeenUntil == _clock.GetUtcNow());
    }

    /// <summary>In steps, each seen before the next, as time passes for a recorder that runs.</summary>
    private async Task AdvanceAsync(Run run, TimeSpan by)
    {
        await Eventually.Holds(() => run.Feed.Current.Pasts.ContainsKey("identity"));
        for (var end = _clock.GetUtcNow() + by; _clock.GetUtcNow() < end;)
        {
            var step = end - _clock.GetUtcNow() is var left && left < HealthRecorder.Looking ? left : HealthRecorder.Looking;
            _clock.Advance(step);
            var now = _clock.GetUtcNow();
            if (step == HealthRecorder.Looking)
                await Eventually.Holds(() => now - run.Recorder.SeenUntil < HealthRecorder.Looking);
        }
    }

    private async Task<ImmutableArray<HealthSpan>> KeptAsync() =>
        await _database.Services.GetRequiredService<IHealthStore>().ReadAsync("identity", A.Moment.AddDays(-1), A.Moment.AddDays(1), default);

    private sealed record Run(BoardFeed Board, HealthRecorder Recorder, HealthFeed Feed) : IDisposable
    {
        public void Dispose() => Recorder.Dispose();
    }
}
