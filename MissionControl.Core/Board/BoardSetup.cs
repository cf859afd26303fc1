using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Alerts;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.Board;

public static class BoardSetup
{
    /// <summary>The living board: sampling, bands, the composer and its feed. Needs sources, stores and a journal beside it.</summary>
    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.TryAddSingleton<BoardFeed>();
        services.TryAddSingleton<AlertFeed>();
        services.TryAddSingleton<IncidentFeed>();
        services.TryAddSingleton<WorkFeed>();
        services.AddSingleton<DefinitionsFeed>();
        services.AddSingleton<BoardInbox>();
        services.AddSingleton<ShownLog>();
        services.AddSingleton<BandBook>();
        services.AddHostedService<BoardComposer>();
        services.AddHostedService<ShownKeeper>();
        services.AddHostedService<BaselineKeeper>();
        services.AddHostedService<Sampler>();
        return services;
    }
}
