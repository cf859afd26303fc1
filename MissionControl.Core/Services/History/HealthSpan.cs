namespace MissionControl.Core.Services.History;

/// <summary>A stretch of one service's past in which its health and the reason for it stayed the same.</summary>
/// <param name="Service">The service's id.</param>
/// <param name="From">Inclusive, UTC.</param>
/// <param name="To">Exclusive, UTC; of the one that still goes on, the last moment it was seen.</param>
/// <param name="Health">What was shown. <see cref="Services.Health.Unknown"/> counts as no data recorded.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record HealthSpan(string Service, DateTimeOffset From, DateTimeOffset To, Health Health, string Reason)
{
    public TimeSpan Length => To - From;
}
