using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Core.Sources;

public static class SourcesSetup
{
    /// <summary>The sources of the running catalog. Needs an <see cref="Catalog.ICatalog"/>.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.TryAddSingleton<ISourceMaker, SourceMaker>();
        services.AddSingleton<SourceBook>();
        services.AddSingleton(static provider => new GuardedClient(new OutboundOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISources>(static provider => provider.GetRequiredService<SourceBook>());
        services.AddHostedService(static provider => provider.GetRequiredService<SourceBook>());
        return services;
    }
}
