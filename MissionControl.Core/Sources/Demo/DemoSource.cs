using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Demo;

/// <summary>
/// Unicorn Rentals, made up: the same numbers for the same seed and start. Weekly and daily rhythm, noise, quiet nights,
/// growth, two incidents in the past weeks, and a script of incidents that come and go from the moment of the start.
/// Queries mean nothing to it; it knows BPMs by id, and others by their kind.
/// </summary>
public sealed class DemoSource(string id, int seed, TimeZoneInfo zone, TimeProvider clock) : ISampleSource
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public string Id { get; } = id;

    public Task ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var bpm in due)
            report(bpm, DemoScript.IsSilent(bpm.Id, now - _start)
                ? Reading.Of(new Failure(FailureKind.Unreachable, "the demo source does not answer for it, as its script says"))
                : Reading.Of(At(bpm, now)));
        return Task.CompletedTask;
    }

    public Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken)
    {
        var samples = ImmutableArray.CreateBuilder<Sample>();
        var begin = DemoScript.HistoryBegins(bpm.Id, _start);
        // On whole steps, as a query over a range would be asked again and again.
        var first = new DateTimeOffset(window.From.UtcTicks / window.Step.Ticks * window.Step.Ticks, TimeSpan.Zero);
        for (var at = first; at <= window.To && at <= clock.GetUtcNow(); at += window.Step)
            if (at >= begin && at >= window.From && !DemoScript.IsSilent(bpm.Id, at - _start))
                samples.Add(At(bpm, at));
        return Task.FromResult(History.Of(samples.ToImmutable()));
    }

    private Sample At(Bpm bpm, DateTimeOffset at)
    {
        var shape = DemoShape.For(bpm);
        var noise = new DemoNoise(seed, bpm.Id, at.UtcTicks / TimeSpan.TicksPerSecond / 15);
        var effect = DemoScript.Effect(bpm.Id, at, _start);
        var busy = shape.Busy(TimeZoneInfo.ConvertTime(at, zone)) * Growth(at);
        if (bpm.Kind == BpmKind.Freshness)
            return new Sample(at, DemoScript.Age(at, _start).TotalSeconds);
        if (bpm.Kind == BpmKind.Ratio)
        {
            var volume = Math.Round(noise.Poisson(shape.Volume * busy * effect.Volume));
            var share = Math.Clamp(shape.Middle * effect.Value, 0.001, 0.999);
            var good = volume == 0 ? 0 : Math.Clamp(Math.Round((share * volume) + (noise.Gaussian() * Math.Sqrt(volume * share * (1 - share)))), 0, volume);
            return new Sample(at, volume == 0 ? 0 : good / volume, volume);
        }

        var expected = shape.Middle * (shape.Rhythm ? busy : 1) * effect.Value;
        return bpm.Kind == BpmKind.Value
            ? new Sample(at, Math.Round(expected * (1 + (0.04 * noise.Gaussian())), 2))
            : new Sample(at, Math.Round(noise.Poisson(expected)));
    }

    /// <summary>One per cent a week.</summary>
    private double Growth(DateTimeOffset at) => Math.Pow(1.01, (at - _start).TotalDays / 7);
}
