using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Pushing;

public static class PushingSetup
{
    /// <summary>Samples that are pushed to us. Needs board, sources and stores beside it.</summary>
    public static IServiceCollection AddPushing(this IServiceCollection services) => services.AddSingleton(static provider => new PushDesk(
        provider.GetRequiredService<DefinitionsFeed>(),
        provider.GetRequiredService<ISources>(),
        provider.GetRequiredService<IPushedSampleStore>(),
        provider.GetRequiredService<BoardInbox>(),
        provider.GetRequiredService<TimeProvider>()));
}
