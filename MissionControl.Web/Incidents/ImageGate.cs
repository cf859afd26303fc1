using System.Threading.RateLimiting;

namespace MissionControl.Web.Incidents;

/// <summary>So many pictures are in memory at one time; whoever brings one more is told to come again. Thread-safe.</summary>
internal sealed class ImageGate : IDisposable
{
    public const int Places = 8;

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = Places, QueueLimit = 0 });

    /// <summary>To be disposed of when the picture is kept or refused.</summary>
    public RateLimitLease Enter() => _limiter.AttemptAcquire();

    public void Dispose() => _limiter.Dispose();
}
