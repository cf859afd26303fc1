using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MissionControl.Core.Alerts.Telling;

public static class AlertWordsSetup
{
    /// <summary>Alerts in the words of each audience.</summary>
    public static IServiceCollection AddAlertWords(this IServiceCollection services)
    {
        services.TryAddSingleton<AlertFeed>();
        return services.AddSingleton<IAlertWords, AlertWords>();
    }
}
