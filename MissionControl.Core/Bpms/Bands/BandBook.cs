using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>The bands of all BPMs, from fixed limits and learned baselines. Thread-safe: one immutable map, swapped.</summary>
internal sealed class BandBook : IBands
{
    private ImmutableDictionary<string, Learned> _learned = ImmutableDictionary<string, Learned>.Empty;
    private ImmutableDictionary<string, double> _days = ImmutableDictionary<string, double>.Empty;

    public ExplainedBand? BandFor(Bpm bpm, DateTimeOffset at, double? volume)
    {
        switch (bpm.Band)
        {
            case BandPolicy.Fixed limits:
                return new ExplainedBand(new Band(limits.Lower, null, limits.Upper), "Limits set in the catalog.");
            default:
                return FindBaseline(bpm) is { } learned
                    ? new ExplainedBand(SeasonalBand.At(learned.Baseline, learned.Zone, at, volume), SeasonalBand.Explain(learned.Baseline, learned.Zone, at))
                    : null;
        }
    }

    /// <summary>The band without its sentence, for long stretches.</summary>
    public Band? LimitsFor(Bpm bpm, DateTimeOffset at, double? volume) => bpm.Band is BandPolicy.Fixed limits
        ? new Band(limits.Lower, null, limits.Upper)
        : FindBaseline(bpm) is { } learned ? SeasonalBand.At(learned.Baseline, learned.Zone, at, volume) : null;

    /// <summary>The usual range of the metric; <see langword="null"/> while unknown.</summary>
    public (double Low, double High)? UsualRange(Bpm bpm) =>
        FindBaseline(bpm) is { } learned ? (learned.Baseline.UsualLow, learned.Baseline.UsualHigh) : null;

    public void Put(Bpm bpm, SeasonalBaseline baseline, TimeZoneInfo zone) =>
        ImmutableInterlocked.Update(ref _learned, static (map, item) => map.SetItem(item.Bpm.Id, item), new Learned(bpm, baseline, zone));

    /// <summary>Notes how much history there is while it is too little.</summary>
    public void PutProgress(Bpm bpm, double days) => ImmutableInterlocked.AddOrUpdate(ref _days, bpm.Id, days, (_, _) => days);

    /// <summary>Why there is no band yet, in one sentence.</summary>
    public string WhyNone(Bpm bpm) => _days.TryGetValue(bpm.Id, out var days)
        ? $"Learning: {Math.Floor(days)} of {SeasonalLearner.DaysNeeded} days of history so far."
        : "Learning: its history has not been read yet.";

    /// <summary>Forgets baselines of BPMs that are gone or ask something else now.</summary>
    public void KeepOnly(IReadOnlyCollection<Bpm> bpms)
    {
        var wanted = bpms.ToDictionary(bpm => bpm.Id);
        ImmutableInterlocked.Update(
            ref _learned,
            static (map, wanted) => map.RemoveRange(map.Values.Where(item => !wanted.TryGetValue(item.Bpm.Id, out var bpm) || !item.IsFor(bpm)).Select(item => item.Bpm.Id)),
            wanted);
    }

    /// <summary>A fingerprint of what a baseline depends on: another query, policy or zone has another baseline.</summary>
    public static string DefinitionOf(Bpm bpm, TimeZoneInfo zone) =>
        $"{bpm.Kind}|{bpm.Source}|{bpm.Query.Value}|{bpm.Query.Denominator}|{bpm.Band}|{zone.Id}|{SeasonalBaseline.CurrentFormat}";

    public bool Knows(Bpm bpm) => bpm.Band is BandPolicy.Fixed || FindBaseline(bpm) is not null;

    private Learned? FindBaseline(Bpm bpm) => _learned.TryGetValue(bpm.Id, out var learned) && learned.IsFor(bpm) ? learned : null;

    private sealed record Learned(Bpm Bpm, SeasonalBaseline Baseline, TimeZoneInfo Zone)
    {
        public bool IsFor(Bpm bpm) => ReferenceEquals(bpm, Bpm) || bpm.AsksTheSameAs(Bpm);
    }
}
