using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Rung when there may be something for the <see cref="FollowerMailer"/>. Thread-safe.</summary>
public sealed class FollowBell
{
    private readonly Bell _bell = new();

    public void Ring() => _bell.Ring();

    internal Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}

/// <summary>What the public can read now.</summary>
public interface IPublicSite
{
    PublicModel Model { get; }
}
