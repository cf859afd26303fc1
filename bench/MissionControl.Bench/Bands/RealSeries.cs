using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>A series nobody here made, from the data folder.</summary>
internal sealed record RealSeries(string Name, Sample[] Samples)
{
    /// <summary>Without a labelled event after the learning quarter, and not constant.</summary>
    private static readonly string[] _clean =
    [
        "cloud-monitoring/middle-tier-api-dependency-latency/outbound-06.csv", "cloud-monitoring/middle-tier-api-dependency-latency/outbound-12.csv",
        "cloud-monitoring/middle-tier-api-dependency-latency/outbound-14.csv", "cloud-monitoring/middle-tier-api-dependency-latency/outbound-16.csv",
        "cloud-monitoring/middle-tier-api-dependency-latency/outbound-18.csv", "cloud-monitoring/mongodb-application-rps/mongo-02.csv",
        "cloud-monitoring/mongodb-application-rps/mongo-04.csv", "nab/artificialNoAnomaly/art_daily_small_noise.csv",
        "nab/artificialNoAnomaly/art_noisy.csv", "nab/realAWSCloudwatch/ec2_cpu_utilization_c6585a.csv",
    ];

    public static IEnumerable<RealSeries> Clean(string data) => _clean.Select(name => Read(data, name));

    /// <summary>Purchases by the hour over seven weeks.</summary>
    public static RealSeries Purchases(string data) => Read(data, "cloud-monitoring/consumer-purchase-rate/purchase-04.csv");

    private static RealSeries Read(string data, string name)
    {
        using var file = new StreamReader(Path.Combine(data, name));
        var reader = new SeriesReader(TimeZoneInfo.Utc, isShare: false);
        _ = reader.ReadHeader(file.ReadLine());
        var samples = new List<Sample>();
        while (file.ReadLine() is { } line)
            if (reader.Read(line).Sample is { } sample)
                samples.Add(sample);
        return new(name, [.. samples]);
    }
}
