using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MissionControl.Core.Incidents;

public static class IncidentsSetup
{
    /// <summary>Incidents, live. Needs the stores beside it.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services)
    {
        services.TryAddSingleton<IncidentFeed>();
        return services
            .AddSingleton<IncidentDesk>()
            .AddSingleton<Reviews.ReviewReader>()
            .AddHostedService(static provider => provider.GetRequiredService<IncidentDesk>());
    }
}
