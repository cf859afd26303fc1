using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Notifications.Email;
using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Core.Notifications;

public static class NotificationsSetup
{
    /// <summary>The ways to the destinations of the running catalog. Needs an <see cref="Catalog.ICatalog"/>.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<ChannelBook>();
        services.AddSingleton<IChannels>(static provider => provider.GetRequiredService<ChannelBook>());
        services.AddSingleton<ISlackDesk>(static provider => provider.GetRequiredService<ChannelBook>());
        services.AddSingleton<IFollowerPost, FollowerPost>();
        return services;
    }
}
