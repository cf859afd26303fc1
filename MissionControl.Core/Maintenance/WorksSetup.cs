using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MissionControl.Core.Maintenance;

public static class WorksSetup
{
    /// <summary>Planned work, live. Needs the board, the stretches and the stores beside it.</summary>
    public static IServiceCollection AddPlannedWork(this IServiceCollection services)
    {
        services.TryAddSingleton<WorkFeed>();
        return services.AddSingleton<WorkBook>().AddHostedService<WorkAnnouncer>().AddHostedService<WorkStretches>();
    }
}
