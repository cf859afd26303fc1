using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class BpmHistoryTests
{
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly Bpm _bpm = Some.Ratio() with { Band = new BandPolicy.Fixed(0.6, 0.8) };
    private readonly ScriptedSource _source = new(at => at > A.Moment.AddDays(-3) ? 0.7 : 0.5);

    [Fact]
    public async Task The_source_fills_in_what_was_never_shown()
    {
        var view = await Read(new Remembered(Shown(5, 0.4)));
        Assert.Null(view.Note);
        Assert.Equal(1, view.Points.Count(point => point.State is TileState.Off));
        Assert.True(view.Points.Count(point => point is { Value: 0.7, State: null, Band: not null }) > 700);
    }

    [Fact]
    public async Task The_week_before_comes_moved_ahead()
    {
        var view = await Read(new Remembered());
        Assert.All(view.WeekBefore, past => Assert.InRange(past.At, view.Range.From, view.Range.To));
        Assert.Equal(0.5, view.WeekBefore[3].Value!.Value, 6);
    }

    [Fact]
    public async Task A_silent_source_leaves_what_was_shown_and_says_so()
    {
        _source.Failure = new(FailureKind.Timeout, "no answer within 10 s");
        var view = await Read(new Remembered(Shown(5, 0.4)));
        Assert.Equal(0.4, view.Points.Single(point => point.Value is not null).Value);
        Assert.Equal("The source does not answer, so this is only what was shown here: no answer within 10 s.", view.Note);
    }

    [Fact]
    public async Task What_the_source_warns_of_is_told_beside_what_it_says()
    {
        _source.Warning = "store b is down";
        var view = await Read(new Remembered());
        Assert.True(view.HasValues);
        Assert.Equal("The source warns: store b is down.", view.Note);

        var forgotten = await Read(new Remembered { IsBroken = true });
        Assert.Equal("What was shown then cannot be read just now: this is what the source says today. The source warns: store b is down.", forgotten.Note);
    }

    [Fact]
    public async Task When_both_memories_fail_the_reason_is_told()
    {
        _source.Failure = new(FailureKind.Unreachable, "connection refused");
        var view = await Read(new Remembered { IsBroken = true });
        Assert.False(view.HasValues);
        Assert.Equal("Neither our own memory nor the source can be read just now: connection refused.", view.Error);
    }

    [Fact]
    public async Task A_source_that_hangs_is_waited_for_no_longer_than_a_page_can_wait()
    {
        _source.Gate = new TaskCompletionSource().Task;
        var reading = Read(new Remembered(Shown(5, 0.4)));
        while (!reading.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("took longer", (await reading).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_viewers_make_one_request_for_each_line()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var history = Of(new Remembered());
        var readings = Enumerable.Range(0, 50).Select(_ => history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None)).ToArray();
        gate.SetResult();
        await Task.WhenAll(readings);
        Assert.Equal(2, _source.Asked);
    }

    [Fact]
    public async Task A_viewer_who_leaves_does_not_end_the_reading_of_the_others()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var history = Of(new Remembered());
        using var leaving = new CancellationTokenSource();
        var first = history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), leaving.Token);
        var second = history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);
        await leaving.CancelAsync();
        gate.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).HasValues);
    }

    [Fact]
    public async Task A_viewer_whose_page_stands_still_does_not_hold_up_the_others()
    {
        var history = Of(new Remembered());
        var context = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(new StandingStill());
            _ = history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        var second = history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);
        Assert.True((await second.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System)).HasValues);
    }

    [Fact]
    public async Task After_a_few_seconds_it_is_read_anew()
    {
        var history = Of(new Remembered());
        await history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(13));
        await history.ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);
        Assert.Equal(4, _source.Asked);
    }

    [Fact]
    public async Task A_rarely_asked_metric_has_wider_steps() =>
        Assert.Equal(TimeSpan.FromMinutes(15), (await Of(new Remembered()).ReadAsync(
            _bpm with { Interval = TimeSpan.FromMinutes(12) }, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None)).Step);

    private Task<HistoryView> Read(Remembered store) => Of(store).ReadAsync(_bpm, HistoryRange.Default(_clock.GetUtcNow()), CancellationToken.None);

    private BpmHistory Of(Remembered store) => new(store, _source, new BandBook(), _clock, NullLogger<BpmHistory>.Instance);

    private ShownSample Shown(int minutesAgo, double value) =>
        new(_bpm.Id, new(A.Moment.AddMinutes(-minutesAgo), value, 500), new Band(0.6, null, 0.8), TileState.Off);

    private sealed class StandingStill : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // As a circuit that is busy: nothing runs.
        }
    }
}
