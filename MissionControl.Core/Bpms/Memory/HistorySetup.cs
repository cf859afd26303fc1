using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Memory;

public static class HistorySetup
{
    /// <summary>Reading the past of a BPM. Needs the board, sources and stores beside it.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services) => services.AddSingleton(static provider => new BpmHistory(
        provider.GetRequiredService<ISampleStore>(),
        provider.GetRequiredService<ISources>(),
        provider.GetRequiredService<BandBook>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<BpmHistory>>()));
}
