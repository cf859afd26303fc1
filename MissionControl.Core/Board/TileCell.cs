using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Judging;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Board;

/// <summary>The composer's own working copy of one tile. Not thread-safe: only the composer touches it.</summary>
internal sealed class TileCell(Bpm bpm, BandBook bands, Feed<DeclaredStretches> stretches, DateTimeOffset now)
{
    public static readonly TimeSpan Shown = TimeSpan.FromHours(3);
    private BandTracker? _tracker;
    private BandPoint? _point;
    private Stretch? _exception;
    private TileMemory _memory = TileMemory.Start(now);
    private ImmutableArray<TilePoint> _recent = [];
    private ImmutableArray<Change> _changes = [];
    private ToldChanges _told = ToldChanges.None;
    private ServiceGraph _graph = new([]);
    private (DateTimeOffset At, ToldChanges? Told, ServiceGraph? Graph, Suspect? First) _ranked;
    private bool _moved = true;

    public Bpm Bpm { get; private set; } = bpm;

    public Tile? Tile { get; private set; }

    /// <summary>The catalog says something else about the same question, for example another name.</summary>
    public void Redefine(Bpm next)
    {
        _moved |= !ReferenceEquals(next, Bpm);
        Bpm = next;
    }

    /// <summary>What was changed, of whatever service, and which service needs which.</summary>
    public void Mark(ToldChanges told, ServiceGraph graph, DateTimeOffset now)
    {
        // A change of another service may be the one to blame.
        _moved |= _memory.OutsideSince is not null && !(ReferenceEquals(told, _told) && ReferenceEquals(graph, _graph));
        (_told, _graph) = (told, graph);
        ImmutableArray<Change> own = [.. told.Since(now - Shown).Where(change => change.Concerns(Bpm.Services))];
        _moved |= !own.SequenceEqual(_changes);
        _changes = own;
    }

    public void Take(Reading reading, DateTimeOffset now)
    {
        if (reading.Sample is { } sample)
            Take(sample, reading.Warning);
        else if (reading.Failure is { } failure)
            Remember(TileRules.Fail(Bpm, _memory, failure, now));
    }

    /// <summary>Replays the past, with what was already seen live on top, so that states and their beginnings are right from the start.</summary>
    public void TakePast(IReadOnlyList<Sample> past, Departure? older, DateTimeOffset now)
    {
        var live = _recent;
        var before = _memory;
        var latest = before.Latest;
        var begin = now - Shown;
        _memory = TileMemory.Start(begin);
        (_tracker, _point) = (bands.NewTracker(Bpm), null);
        _recent = [];
        var known = past.Where(sample => sample.At >= begin).ToList();
        var newest = known.Count > 0 ? known[^1].At : DateTimeOffset.MinValue;
        foreach (var sample in known)
            Take(sample, warning: null);
        foreach (var point in live.Where(point => point.At > newest && point.At != latest?.At))
            Take(new Sample(point.At, point.Value, point.Volume), warning: null);
        if (latest is { } last)
            Take(last, warning: null);
        // The replay reaches back no farther than its first sample.
        _memory = TileRules.Continue(Bpm, Known(before, older, _memory.Impact), _memory, known.Count > 0 ? known[0].At : begin);
        Age(now);
        _moved = true;
    }

    public void Age(DateTimeOffset now) => Remember(TileRules.Age(Bpm, _memory, now));

    /// <summary>There is another band: what is shown now is judged by it.</summary>
    public void Relearn(DateTimeOffset now) =>
        TakePast([.. _recent.Select(static point => new Sample(point.At, point.Value, point.Volume))], older: null, now);

    /// <summary>The tile as it stands; a new one only if something in it moved.</summary>
    public Tile Read(long version)
    {
        if (!_moved && Tile is not null)
            return Tile;
        _moved = false;
        var usual = bands.UsualRange(Bpm);
        var basis = _memory.Latest is { } latest && _point is { } point && _tracker is { } tracker ? bands.BasisOf(Bpm, tracker.Baseline, latest.At, point, tracker.Adopted) : null;
        return Tile = new Tile
        {
            Bpm = Bpm,
            Version = version,
            State = _memory.State,
            Since = _memory.Since,
            Latest = _memory.Latest,
            Band = _memory.Band,
            BandReason = bands.Explain(Bpm, basis),
            Basis = basis,
            MarkedHere = basis is null ? [] : MarkedSlots.Of(basis, stretches.Current.For(Bpm.Id)),
            Side = _memory.Side,
            OutsideSince = _memory.OutsideSince,
            BackSince = _memory.BackSince,
            Problem = _memory.Problem,
            IsStuck = _memory.IsStuck,
            Exception = _exception,
            Impact = _memory.Impact?.Estimate,
            ImpactAtLeast = _memory.Impact?.AtLeast,
            Recent = _recent,
            Changes = _changes,
            Suspect = LikeliestCause(),
            Usual = usual is { } range ? new UsualRange(range.Low, range.High) : null,
        };
    }

    private Suspect? LikeliestCause()
    {
        if (_memory is not { State: TileState.Watch or TileState.Off, OutsideSince: { } left })
            return null;
        // Asked again with every sample, it is the same while neither the break nor what was told has moved.
        if (_ranked.At != left || !ReferenceEquals(_ranked.Told, _told) || !ReferenceEquals(_ranked.Graph, _graph))
            _ranked = (left, _told, _graph, GuiltRules.Rank(Break.Of(Bpm, left), _told, _graph).FirstOrDefault());
        return _ranked.First is { IsLikely: true } likely ? likely : null;
    }

    private void Take(Sample sample, string? warning)
    {
        if (_memory.Latest is { } latest && sample.At <= latest.At)
            return;
        var exception = stretches.Current.ExpectedAt(Bpm.Id, sample.At);
        var (band, evidence) = Judge(sample, isUsual: exception is null);
        Remember(TileRules.Take(Bpm, _memory, sample, band, evidence, warning, isExpected: exception is not null));
        _moved |= !ReferenceEquals(exception, _exception);
        _exception = exception;
        var point = new TilePoint(sample.At, sample.Value, _memory.Band, sample.Volume);
        var sameMinute = _recent.Length > 0 && Minute(_recent[^1].At) == Minute(sample.At);
        var kept = sameMinute ? _recent.AsSpan()[..^1] : _recent.AsSpan();
        while (kept.Length > 0 && kept[0].At < sample.At - Shown)
            kept = kept[1..];
        _recent = [.. kept, point];
    }

    private (Band? Band, Evidence Evidence) Judge(in Sample sample, bool isUsual)
    {
        if (BandBook.LimitsOf(Bpm) is { } limits)
            return (limits, Evidence.OfLimits);
        if (_tracker is null)
            return (null, default);
        var point = _tracker.At(sample.At, sample.Volume);
        _point = point;
        // A share of too few says nothing of what is usual, nor does a time that was declared different.
        return (point.ToBand(), isUsual && !TileRules.IsTooFew(Bpm, sample) ? _tracker.Take(sample, point) : default);
    }

    /// <summary>What was remembered, with a departure that the store knows longer.</summary>
    private static TileMemory Known(TileMemory before, Departure? older, Impact? impactSince) =>
        older is null || before.OutsideSince <= older.Left
            ? before
            : before with
            {
                OutsideSince = older.Left,
                Side = older.Side,
                Impact = older.Impact is { } until ? until + (impactSince ?? default) : impactSince,
            };

    private void Remember(TileMemory next)
    {
        _moved |= next != _memory;
        _memory = next;
    }

    private static long Minute(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;
}
