using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>A query as it goes over the wire: a POST form, so that long queries fit and stay out of access logs.</summary>
/// <param name="Path">Under the source's address.</param>
/// <param name="MaxBytes">More answer than this is refused while it is still coming.</param>
internal sealed record PrometheusRequest(string Path, ImmutableArray<KeyValuePair<string, string>> Form, long MaxBytes)
{
    // One series is wanted, about 200 bytes: 8 MB is room for a mistake to be explained. 10,000 points of a range are 300 KB.
    private const long InstantBytes = 8 << 20;
    private const long RangeBytes = 32 << 20;

    public static PrometheusRequest Instant(string query, DateTimeOffset at, TimeSpan timeout) =>
        new("/api/v1/query", [new("query", query), new("time", Seconds(at)), new("timeout", Allowed(timeout))], InstantBytes);

    public static PrometheusRequest Range(string query, PrometheusStretch stretch, TimeSpan timeout) =>
        new(
            "/api/v1/query_range",
            [
                new("query", query),
                new("start", Seconds(stretch.From)),
                new("end", Seconds(stretch.To)),
                new("step", stretch.Step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
                new("timeout", Allowed(timeout)),
            ],
            RangeBytes);

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    // A little less than our own patience, so that Prometheus gives up first and says why. In whole milliseconds: Prometheus
    // reads no fractions of a second ("4.5s" is refused).
    private static string Allowed(TimeSpan timeout) => (timeout.TotalMilliseconds * 0.9).ToString("0", CultureInfo.InvariantCulture) + "ms";
}
