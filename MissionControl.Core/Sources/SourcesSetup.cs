using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Outbound;
using MissionControl.Core.Sources.Prometheus.Rules;

namespace MissionControl.Core.Sources;

public static class SourcesSetup
{
    /// <summary>The sources of the running catalog. Needs an <see cref="Catalog.ICatalog"/>.</summary>
    public static IServiceCollection AddSources(this IServiceCollection services)
    {
        services.TryAddSingleton<ISourceMaker, SourceMaker>();
        services.AddSingleton<SourceBook>();
        services.AddSingleton(static provider => new GuardedClient(new OutboundOptions(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IAwsFetch, AwsFetch>();
        services.AddSingleton<ISources>(static provider => provider.GetRequiredService<SourceBook>());
        services.AddHostedService(static provider => provider.GetRequiredService<SourceBook>());
        // The inbox need not be there: then no rules are followed.
        services.AddHostedService(static provider => new RulePoller(
            provider.GetRequiredService<ICatalog>(), provider.GetService<IAlertIntake>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RulePoller>>()));
        return services;
    }
}
