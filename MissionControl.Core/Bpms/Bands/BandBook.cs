using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>The bands of all BPMs, from fixed limits and learned baselines. Thread-safe: one immutable map, swapped.</summary>
internal sealed class BandBook
{
    private ImmutableDictionary<string, Learned> _learned = ImmutableDictionary<string, Learned>.Empty;
    private ImmutableDictionary<string, double> _days = ImmutableDictionary<string, double>.Empty;
    private FrozenDictionary<DateOnly, string> _holidays = FrozenDictionary<DateOnly, string>.Empty;

    public static Band? LimitsOf(Bpm bpm) => bpm.Band is BandPolicy.Fixed limits ? new Band(limits.Lower, null, limits.Upper) : null;

    /// <summary>How a BPM is to be learned; <see langword="null"/> for fixed limits.</summary>
    public static LearningRules? RulesOf(Bpm bpm, TimeZoneInfo zone, FrozenSet<DateOnly> holidays, DateTimeOffset? newNormalFrom = null) => bpm.Band is BandPolicy.Learned policy
        ? new(policy.Kind, policy.Width, bpm.Kind == BpmKind.Ratio, zone, holidays) { AdoptAfter = policy.AdoptAfter, NewNormalFrom = newNormalFrom }
        : null;

    /// <summary>A fingerprint of what a baseline depends on beside its samples: another query, policy, zone, holiday or marked stretch has another baseline.</summary>
    public static string DefinitionOf(Bpm bpm, LearningRules rules, IEnumerable<Stretch> exceptions) =>
        $"{string.Join(',', exceptions.Select(static stretch => stretch.Id))}|{rules.NewNormalFrom:O}|{bpm.Kind}|{bpm.Source}|{bpm.Query.Value}|{bpm.Query.Denominator}|{bpm.Band}|{rules.Zone.Id}|{string.Join(',', rules.Holidays.Order())}|{Baseline.CurrentFormat}";

    /// <summary>Someone to follow a BPM with from now on; <see langword="null"/> for fixed limits and while learning.</summary>
    public BandTracker? NewTracker(Bpm bpm) => Find(bpm) is { } learned ? new(learned.Baseline, learned.Rules) : null;

    /// <summary>The present baseline; <see langword="null"/> for fixed limits and while learning.</summary>
    public Baseline? BaselineOf(Bpm bpm) => Find(bpm)?.Baseline;

    /// <summary>Why the band is what it is, or why there is none yet, in words; every clause is computed.</summary>
    public string Explain(Bpm bpm, BandBasis? basis) => bpm.Band is BandPolicy.Fixed ? "Limits set in the catalog."
        : basis is not null ? BandWords.Explain(basis)
        : Find(bpm) is null ? WhyNone(bpm)
        : "";

    /// <summary>What a band was computed from; <see langword="null"/> for fixed limits and while learning.</summary>
    public BandBasis? BasisOf(Bpm bpm, Baseline baseline, DateTimeOffset at, BandPoint point, Adoption? adopted)
    {
        if (Find(bpm) is not { } learned)
            return null;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, learned.Rules.Zone).DateTime);
        return new(baseline, learned.Rules, at, point, adopted, _holidays.GetValueOrDefault(day));
    }

    /// <summary>Remembers what the holidays are called; where two calendars differ, the first one's word counts.</summary>
    public void NameHolidays(IEnumerable<Calendar> calendars) => Volatile.Write(
        ref _holidays,
        calendars.SelectMany(static calendar => calendar.Holidays).GroupBy(static holiday => holiday.Date).ToFrozenDictionary(static same => same.Key, static same => same.First().Name));

    /// <summary>Draws the bands of past points that were never shown, as the present baseline follows them.</summary>
    /// <param name="bpm">Whose.</param>
    /// <param name="points">In order of time.</param>
    public ImmutableArray<HistoryPoint> Draw(Bpm bpm, ImmutableArray<HistoryPoint> points)
    {
        var limits = LimitsOf(bpm);
        var tracker = limits is null ? NewTracker(bpm) : null;
        if (limits is null && tracker is null)
            return points;
        var drawn = ImmutableArray.CreateBuilder<HistoryPoint>(points.Length);
        var adopted = tracker?.Adopted;
        tracker?.StartFrom(points.Where(static point => point.Value is not null).Select(static point => new Sample(point.At, point.Value!.Value, point.Volume)));
        foreach (var point in points)
        {
            var expected = tracker?.At(point.At, point.Volume);
            var before = expected is { } now ? BasisOf(bpm, tracker!.Baseline, point.At, now, adopted ?? tracker.Adopted)?.Before : null;
            drawn.Add(point with { Band = point.Band ?? limits ?? expected?.ToBand(), Before = before });
            if (point.Value is { } value && expected is { } known)
                tracker!.Take(new(point.At, value, point.Volume), known);
        }

        return drawn.MoveToImmutable();
    }

    /// <summary>The usual range of the metric; <see langword="null"/> while unknown.</summary>
    public (double Low, double High)? UsualRange(Bpm bpm) => Find(bpm) is { } learned ? (learned.Baseline.UsualLow, learned.Baseline.UsualHigh) : null;

    public void Put(Bpm bpm, Baseline baseline, LearningRules rules) =>
        ImmutableInterlocked.Update(ref _learned, static (map, item) => map.SetItem(item.Bpm.Id, item), new Learned(bpm, baseline, rules));

    /// <summary>Notes how much history there is while it is too little.</summary>
    public void PutProgress(Bpm bpm, double days) => ImmutableInterlocked.AddOrUpdate(ref _days, bpm.Id, days, (_, _) => days);

    /// <summary>Forgets baselines of BPMs that are gone or ask something else now.</summary>
    public void KeepOnly(IReadOnlyCollection<Bpm> bpms)
    {
        var wanted = bpms.ToDictionary(bpm => bpm.Id);
        ImmutableInterlocked.Update(
            ref _learned,
            static (map, wanted) => map.RemoveRange(map.Values.Where(item => !wanted.TryGetValue(item.Bpm.Id, out var bpm) || !item.IsFor(bpm)).Select(item => item.Bpm.Id)),
            wanted);
    }

    public bool Knows(Bpm bpm) => bpm.Band is BandPolicy.Fixed || Find(bpm) is not null;

    private string WhyNone(Bpm bpm) => _days.TryGetValue(bpm.Id, out var days)
        ? $"Learning: {Math.Floor(days)} of {BaselineLearner.DaysNeeded(((BandPolicy.Learned)bpm.Band).Kind)} days of history so far."
        : "Learning: its history has not been read yet.";

    private Learned? Find(Bpm bpm) => _learned.TryGetValue(bpm.Id, out var learned) && learned.IsFor(bpm) ? learned : null;

    private sealed record Learned(Bpm Bpm, Baseline Baseline, LearningRules Rules)
    {
        public bool IsFor(Bpm bpm) => ReferenceEquals(bpm, Bpm) || bpm.AsksTheSameAs(Bpm);
    }
}
