using System.Globalization;

namespace MissionControl.Tests.Support.Prometheus;

/// <summary>Six weeks of the rentals' counters as OpenMetrics text for <c>promtool tsdb create-blocks-from openmetrics</c>.</summary>
public static class RentalsHistory
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(42);
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>One sample a minute, the last one at <paramref name="end"/>.</summary>
    /// <returns>The last values, from which the exporter continues.</returns>
    public static RentalsCounters Write(string file, DateTimeOffset end)
    {
        var noise = new Random(20261121);
        var history = new List<(long At, RentalsCounters Counters)>();
        var counters = new RentalsCounters(0, 0, 0, end);
        for (var at = end - Length; at <= end; at += Step)
        {
            var share = Rentals.SignInSuccessShare + ((noise.NextDouble() - 0.5) * 0.06);
            var pages = Rentals.SignInPagesPerMinute(at) * (0.9 + (0.2 * noise.NextDouble()));
            counters = counters.After(Step, pages, share, Rentals.SignUpsPerMinute(at) * (0.7 + (0.6 * noise.NextDouble())))
                with { SyncSucceededAt = RentalsCounters.LastSyncBefore(at) };
            history.Add((at.ToUnixTimeSeconds(), counters));
        }

        using var writer = new StreamWriter(file);
        WriteFamily(writer, history, RentalsCounters.SignInPagesName, "counter", counters => counters.SignInPages);
        WriteFamily(writer, history, RentalsCounters.FirstViewsName, "counter", counters => counters.FirstViews);
        WriteFamily(writer, history, RentalsCounters.SignUpsName, "counter", counters => counters.SignUps);
        WriteFamily(writer, history, RentalsCounters.SyncName, "gauge", counters => counters.SyncSucceededAt.ToUnixTimeSeconds());
        writer.Write("# EOF\n");
        return counters;
    }

    // In OpenMetrics the family of a counter is named without _total.
    private static void WriteFamily(StreamWriter writer, List<(long At, RentalsCounters Counters)> history, string name, string type, Func<RentalsCounters, double> value)
    {
        writer.Write($"# TYPE {(type == "counter" ? name[..^"_total".Length] : name)} {type}\n");
        foreach (var (at, counters) in history)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name}{{instance=\"rentals\",job=\"rentals\"}} {Math.Floor(value(counters))} {at}\n"));
    }
}
