using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Alerts.Telling.Outbox;

namespace MissionControl.Core.Alerts.Telling.Deciding;

public static class TellingSetup
{
    /// <summary>Deciding who is told what, and the outbox. Needs stores, the board and channels; call after the rooms that give alerts and words.</summary>
    public static IServiceCollection AddTelling(this IServiceCollection services, TellingOptions options)
    {
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<IAlertWords>(PlainWords.Instance);
        services.TryAddSingleton<IGroupActs, NoGroupActs>();
        services.AddSingleton(options);
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<LetterDesk>();
        services.AddSingleton<TellerFeeds>();
        services.AddHostedService<Teller>();
        services.AddHostedService<Postman>();
        return services;
    }
}
