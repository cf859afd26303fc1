using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Core.Incidents.Following;

public static class FollowingSetup
{
    /// <summary>What incidents do by themselves. Needs incidents, the board, alerts, changes and runbooks beside it.</summary>
    public static IServiceCollection AddFollowing(this IServiceCollection services) => services
        .AddSingleton<INoter, SignalNoter>()
        .AddSingleton<INoter, RunNoter>()
        .AddHostedService<Follower>();
}
