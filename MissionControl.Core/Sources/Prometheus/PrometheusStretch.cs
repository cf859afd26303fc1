using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>A part of a window that fits into one range request; both ends inclusive, whole milliseconds.</summary>
internal readonly record struct PrometheusStretch(DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>Prometheus refuses more than 11,000 points per series (https://prometheus.io/docs/prometheus/latest/querying/api/); some in front of it refuse earlier.</summary>
    public const int MostPoints = 10_000;

    /// <summary>More than anybody can look at; it would take fifty requests.</summary>
    public const long MostPointsAltogether = 500_000;

    public static long CountPoints(Window window) => window.To < window.From ? 0 : ((window.To - window.From).Ticks / window.Step.Ticks) + 1;

    /// <summary>Oldest first; joint points belong to the earlier stretch only.</summary>
    public static IEnumerable<PrometheusStretch> Split(Window window)
    {
        var step = TimeSpan.FromMilliseconds(Math.Max(1, Math.Floor(window.Step.TotalMilliseconds)));
        var to = WholeMilliseconds(window.To);
        for (var from = WholeMilliseconds(window.From); from <= to; from += MostPoints * step)
        {
            var last = from + ((MostPoints - 1) * step);
            yield return new PrometheusStretch(from, last < to ? last : to, step);
        }
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
