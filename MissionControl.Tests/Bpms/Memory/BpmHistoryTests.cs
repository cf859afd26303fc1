using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Memory;

public sealed class BpmHistoryTests : ISampleStore, ISources, ISampleSource
{
    private static readonly Bpm Bookings = Some.Rate() with { Band = new BandPolicy.Fixed(10, 20), Hurts = Direction.Below };
    private readonly ManualTimeProvider _clock = new();
    private readonly List<ShownSample> _shown = [];
    private readonly List<Sample> _known = [];
    private readonly BpmHistory _history;
    private Failure? _failure;
    private int _asked;

    public BpmHistoryTests() => _history = new BpmHistory(this, this, new BandBook(), _clock);

    public string Id => "main";

    private HistoryRange Range => HistoryRange.Of("3h", _clock.GetUtcNow(), pinned: true);

    [Fact]
    public async Task What_was_shown_wins_and_the_source_fills_the_rest()
    {
        Know(-90, 15);
        Know(-60, 15);
        Show(-60, 5, TileState.Off);
        var points = (await ReadAsync()).Points;
        Assert.Equal([(15, null), (5, TileState.Off)], points.Select(static point => ((int)point.Value, point.State)));
        Assert.Equal(10, points[0].Band!.Value.Lower);
    }

    [Fact]
    public async Task The_worst_of_a_step_is_kept()
    {
        Show(-60, 5, TileState.Off);
        Show(-59.6, 15, TileState.Normal);
        Assert.Equal(5, Assert.Single((await ReadAsync()).Points).Value);
    }

    [Fact]
    public async Task The_week_before_is_moved_on_by_a_week()
    {
        Know(-60 - (7 * 24 * 60), 12);
        var ghost = Assert.Single((await ReadAsync()).Ghost);
        Assert.Equal((12, _clock.GetUtcNow().AddMinutes(-60)), (ghost.Value, ghost.At));
    }

    [Fact]
    public async Task A_source_that_fails_leaves_what_was_kept_and_says_so()
    {
        Show(-60, 15, TileState.Normal);
        _failure = new Failure(FailureKind.Timeout, "no answer within 10 s");
        var view = await ReadAsync();
        Assert.Single(view.Points);
        Assert.Equal("The source does not answer for the past (no answer within 10 s); this is what the board kept.", view.Note);
    }

    [Fact]
    public async Task Nothing_at_all_is_an_error_in_words()
    {
        _failure = new Failure(FailureKind.Timeout, "no answer within 10 s");
        Assert.Equal("The past cannot be read: no answer within 10 s", (await ReadAsync()).Note);
    }

    [Fact]
    public async Task Fifty_people_who_look_at_the_same_ask_the_source_once()
    {
        Know(-60, 15);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadAsync()));
        // The stretch and the week before it.
        Assert.Equal(2, _asked);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await _history.ReadAsync(Bookings, Range, CancellationToken.None);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_summary_counts_stretches_on_the_side_that_hurts()
    {
        foreach (var minute in Enumerable.Range(-100, 90))
            Know(minute, minute is >= -50 and < -40 ? 5 : minute == -20 ? 5 : 30);
        var summary = HistorySummary.Of(Bookings, await ReadAsync());
        Assert.Equal((1, TimeSpan.FromMinutes(10), 5, 30), (summary.Stretches, summary.Outside, summary.Lowest!.Value.Value, summary.Highest!.Value.Value));
    }

    public ISampleSource? Find(string id) => id == Id ? this : null;

    public Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(_failure is { } failure ? History.Of(failure)
            : History.Of([.. _known.Where(sample => sample.At >= window.From && sample.At <= window.To)]));
    }

    public Task<ImmutableArray<ShownSample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult(_shown.Where(item => item.Sample.At >= from && item.Sample.At <= to).ToImmutableArray());

    Task ISampleSource.ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task ISampleStore.SaveAsync(IReadOnlyList<ShownSample> samples, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<ImmutableDictionary<string, ImmutableArray<ShownSample>>> ISampleStore.ReadAllSinceAsync(DateTimeOffset from, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<int> ISampleStore.ThinAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<HistoryView> ReadAsync() => _history.ReadAsync(Bookings, Range, CancellationToken.None);

    private void Know(double minutes, double value) => _known.Add(new Sample(_clock.GetUtcNow().AddMinutes(minutes), value));

    private void Show(double minutes, double value, TileState state) =>
        _shown.Add(new ShownSample(Bookings.Id, new Sample(_clock.GetUtcNow().AddMinutes(minutes), value), new Band(10, null, 20), state));
}
