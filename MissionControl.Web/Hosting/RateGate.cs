using System.Threading.RateLimiting;

namespace MissionControl.Web.Hosting;

/// <summary>
/// Lets a request through when each of its limits does. The framework's own middleware keeps limiters, and their timers, that nobody can dispose
/// of: an app that has ended would live on as long as its process. Thread-safe.
/// </summary>
/// <param name="limits">Asked in this order; the first that refuses is the answer, and those after it are not asked.</param>
internal sealed class RateGate(params PartitionedRateLimiter<HttpContext>[] limits) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _all = PartitionedRateLimiter.CreateChained(limits);

    /// <summary>To be disposed of when the request is answered.</summary>
    public RateLimitLease Enter(HttpContext context) => _all.AttemptAcquire(context);

    public async ValueTask DisposeAsync()
    {
        await _all.DisposeAsync();
        foreach (var limit in limits)
            await limit.DisposeAsync();
    }
}
