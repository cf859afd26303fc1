using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Core.StatusPage.Followers;

public static class FollowersSetup
{
    /// <summary>Followers of the public page by mail. Needs storage, notifications, an <see cref="IPublicSite"/> and an <see cref="IFollowVault"/> beside it.</summary>
    public static IServiceCollection AddFollowers(this IServiceCollection services, FollowOptions options) => services
        .AddSingleton(options)
        .AddSingleton<FollowBell>()
        .AddSingleton<FollowOffer>()
        .AddSingleton<FollowDesk>()
        .AddSingleton<FollowerMailing>()
        .AddHostedService<FollowerMailer>();
}
