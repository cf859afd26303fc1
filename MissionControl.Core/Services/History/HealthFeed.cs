using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Services.History;

/// <summary>The recorded health of all services, in memory. One writer: the recorder. Pages ask this and never the database.</summary>
public sealed class HealthFeed() : Feed<RecordedHealth>(RecordedHealth.Nothing)
{
    internal void Publish(ImmutableDictionary<string, ServicePast> pasts, DateTimeOffset seenUntil) => Move(new(Current.Version + 1, seenUntil, pasts));
}

/// <summary>What is recorded at a moment. Immutable.</summary>
/// <param name="Version">0 until what is kept has been read; rises with every minute.</param>
/// <param name="SeenUntil">The last moment at which health was recorded.</param>
/// <param name="Pasts">By the service's id; services that are no longer in the catalog too.</param>
public sealed record RecordedHealth(long Version, DateTimeOffset SeenUntil, ImmutableDictionary<string, ServicePast> Pasts) : IVersioned
{
    internal static readonly RecordedHealth Nothing = new(0, default, ImmutableDictionary<string, ServicePast>.Empty);

    /// <summary>The history of a service over some days; all without data when nothing is known of it.</summary>
    /// <param name="days">1 to 400, the last one today.</param>
    public ServiceHistory Of(string service, int days, DateTimeOffset now, TimeZoneInfo zone) =>
        ServiceHistory.Of(Pasts.GetValueOrDefault(service) ?? new(service, [], []), days, SeenUntil, now, zone);

    /// <summary>When a service was first seen as it stands; <see langword="null"/> when that is not recorded yet.</summary>
    public DateTimeOffset? Since(ServiceStatus status, DateTimeOffset now) =>
        Of(status.Service.Id, 1, now, TimeZoneInfo.Utc) is { Current: { } current } history && current.Health == status.Health ? history.Since : null;
}
