using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Core.Services.History;

public static class HealthHistorySetup
{
    /// <summary>Recording the health of services. Needs the board and the stores beside it.</summary>
    public static IServiceCollection AddHealthHistory(this IServiceCollection services) => services
        .AddSingleton<HealthFeed>()
        .AddHostedService<HealthRecorder>();
}
