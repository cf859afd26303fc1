using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Core.Incidents;

public static class IncidentsSetup
{
    /// <summary>Incidents, live. Needs the stores beside it.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddSingleton<IncidentFeed>()
        .AddSingleton<IncidentDesk>()
        .AddHostedService(static provider => provider.GetRequiredService<IncidentDesk>());
}
