using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>Clean weeks of the demo's metrics at five minutes: false offs, and samples inside.</summary>
internal static class DemoWeeks
{
    private const int Learning = 5 * 7 * 288;
    private const int Clean = 12 * 7 * 288;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] _ids = ["sign-in-success", "sign-ups", "payments-taken", "search-results-found", "support-tickets-opened", "basket-value", "page-load-time", "night-bookings"];

    public static IEnumerable<Aim> Run()
    {
        var (offs, inside) = (0, 0L);
        Parallel.ForEach(_ids, new ParallelOptions { MaxDegreeOfParallelism = 2 }, id =>
        {
            var (ownOffs, ownInside) = Judge(id);
            Interlocked.Add(ref offs, ownOffs);
            Interlocked.Add(ref inside, ownInside);
        });
        yield return new("demo, eight metrics, twelve clean weeks each: false offs per BPM and four weeks", offs / (_ids.Length * 3.0), 1, AtLeast: false, "");
        yield return Aim.Told("demo: samples inside a 95 % band", 100.0 * inside / ((long)_ids.Length * Clean), " %");
    }

    private static (int Offs, int Inside) Judge(string id)
    {
        var isShare = id is "sign-in-success" or "search-results-found" or "night-bookings";
        var shape = DemoShape.For(new Bpm { Id = id, Name = id, Means = "", Kind = isShare ? BpmKind.Ratio : BpmKind.Rate, Source = "", Query = new(""), Band = new BandPolicy.Fixed(0, null) });
        var session = new BandSession(new SessionRules(isShare ? BpmKind.Ratio : null, BandKind.Auto, TimeZoneInfo.Utc));
        var (offs, inside, before) = (0, 0, TileState.Normal);
        for (var i = 0; i < Learning + Clean; i++)
        {
            var at = _start.AddMinutes(5 * i);
            var noise = new DemoNoise(11, id, at.UtcTicks);
            var busy = shape.Rhythm ? shape.Busy(at) : 1;
            var volume = Math.Round(noise.Poisson(shape.Volume * busy));
            var sample = isShare
                ? new Sample(at, volume > 0 ? Math.Clamp(shape.Middle + (noise.Gaussian() * Math.Sqrt(shape.Middle * (1 - shape.Middle) / volume)), 0, 1) : 0, volume)
                : new Sample(at, shape.Rhythm ? noise.Poisson(shape.Middle * busy) : shape.Middle * (1 + (0.05 * noise.Gaussian())));
            var step = session.Take(sample);
            if (i < Learning)
                continue;
            offs += step.State == TileState.Off && before != TileState.Off ? 1 : 0;
            before = step.State;
            inside += step.Point is { } point && point.ToBand().Contains(sample.Value) ? 1 : 0;
        }

        return (offs, inside);
    }
}
