using System.Collections.Immutable;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>One number at one time, as Prometheus keeps it: milliseconds since 1970; the value may be NaN or infinite.</summary>
internal readonly record struct Point(long At, double Value);

/// <summary>What one request brought.</summary>
/// <param name="Points">At most one for an instant query; oldest first for a range. Empty: the query answers nothing.</param>
/// <param name="Failure">Why there is no answer; then <paramref name="Points"/> is empty.</param>
/// <param name="Warning">Prometheus says the answer may be partial, in its own words.</param>
/// <param name="IsDown">The failure speaks of the source as a whole, not of this query: worth another try, and counted by the circuit breaker.</param>
internal sealed record PrometheusAnswer(ImmutableArray<Point> Points, Failure? Failure = null, string? Warning = null, bool IsDown = false)
{
    public static PrometheusAnswer Failed(FailureKind kind, string detail) => new([], new Failure(kind, detail));

    public static PrometheusAnswer Down(string detail, TimeSpan? retryAfter) =>
        new([], new Failure(FailureKind.Unreachable, detail, retryAfter), IsDown: true);
}
