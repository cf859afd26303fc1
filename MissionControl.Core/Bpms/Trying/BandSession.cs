using System.Collections.Frozen;
using System.Runtime.InteropServices;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;

namespace MissionControl.Core.Bpms.Trying;

/// <summary>How a history is tried: as a stream, with nothing known beforehand.</summary>
/// <param name="Kind">What the values are; <see langword="null"/>: shares when they have a volume and lie in 0 to 1, else plain values.</param>
/// <param name="Band">Which kind of band.</param>
/// <param name="Zone">Of the business.</param>
internal sealed record SessionRules(BpmKind? Kind, BandKind Band, TimeZoneInfo Zone)
{
    public const double Width = 0.95;
}

/// <summary>What became of one sample.</summary>
/// <param name="Point"><see langword="null"/> while learning.</param>
/// <param name="Score">0 to 1, high for news.</param>
/// <param name="State">As a tile would say.</param>
/// <param name="Evidence">How strange it is.</param>
internal readonly record struct SessionStep(BandPoint? Point, double Score, TileState State, Evidence Evidence);

/// <summary>
/// One series from its first sample on: learns as it goes, judges every sample by what was known before it. The same learner, tracker
/// and tile rules as the board's. Not thread-safe.
/// </summary>
internal sealed class BandSession(SessionRules rules)
{
    public const int FirstLearnedAt = 50;
    private const double LearnAgainAfter = 1.05;
    private const int Plenty = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(42);
    private static readonly TimeSpan Early = TimeSpan.FromDays(10);
    private static readonly TimeSpan LearnEvery = TimeSpan.FromHours(6);
    private static readonly TimeSpan LearnEveryLater = TimeSpan.FromDays(1);

    private readonly List<Sample> _history = [];
    private readonly EpisodeScore _score = new();
    private BandTracker? _tracker;
    private Bpm? _bpm;
    private TileMemory _memory = TileMemory.Start(DateTimeOffset.MinValue);
    private int _learnAt = FirstLearnedAt;
    private DateTimeOffset _learnAfter;

    /// <summary>What the last sample was judged by.</summary>
    public Baseline? Judged { get; private set; }

    public int Samples => _history.Count;

    public Direction? Side => _memory.Side;

    public DateTimeOffset Since => _memory.Since;

    /// <summary>Is it no later than one that was taken before?</summary>
    public bool IsLate(in Sample sample) => _history.Count > 0 && sample.At <= _history[^1].At;

    /// <summary>Judges a sample by those before it, and learns from it.</summary>
    public SessionStep Take(Sample sample)
    {
        // Late and twice is told, not learned from.
        if (IsLate(sample))
            return new(_tracker?.At(sample.At, sample.Volume), 0, _tracker is null ? TileState.Learning : _memory.State, default);
        var step = Judge(sample);
        _history.Add(sample);
        LearnIfDue(sample.At);
        return step;
    }

    private SessionStep Judge(in Sample sample)
    {
        if (_tracker is null || _bpm is null)
            return new(null, 0, TileState.Learning, default);
        Judged = _tracker.Baseline;
        var point = _tracker.At(sample.At, sample.Volume);
        var evidence = _tracker.Take(sample, point);
        _memory = TileRules.Take(_bpm, _memory, sample, point.ToBand(), evidence, warning: null);
        return new(point, _score.Take(evidence.Strangest), _memory.State, evidence);
    }

    private void LearnIfDue(DateTimeOffset now)
    {
        if (_history.Count < _learnAt || now < _learnAfter)
            return;
        var old = _history.FindIndex(sample => sample.At >= now - Kept);
        _history.RemoveRange(0, old);
        var learning = new LearningRules(rules.Band, SessionRules.Width, IsShare(), rules.Zone, FrozenSet<DateOnly>.Empty);
        if (BaselineLearner.Learn(learning, CollectionsMarshal.AsSpan(_history)) is { } baseline)
        {
            if (_tracker is null)
                _tracker = new(baseline, learning);
            else
                _tracker.Use(baseline);
            _bpm ??= BpmOf(learning.IsShare, baseline.Interval);
        }

        _learnAt = _history.Count >= Plenty ? 0 : (int)(_history.Count * LearnAgainAfter);
        _learnAfter = now + (now - _history[0].At < Early ? LearnEvery : LearnEveryLater);
    }

    private bool IsShare() => rules.Kind is { } kind
        ? kind == BpmKind.Ratio
        : _history.TrueForAll(static sample => sample is { Volume: not null, Value: >= 0 and <= 1 });

    private Bpm BpmOf(bool isShare, TimeSpan interval) => new()
    {
        Id = "session",
        Name = "Session",
        Means = "",
        Kind = rules.Kind ?? (isShare ? BpmKind.Ratio : BpmKind.Value),
        Source = "",
        Query = new(""),
        Band = new BandPolicy.Learned(rules.Band, SessionRules.Width),
        Interval = interval,
    };
}
