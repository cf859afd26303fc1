using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Runbooks;

public static class RunbooksSetup
{
    /// <summary>Runs of runbooks. Needs the board's definitions, a <see cref="IRunStore"/> and a <see cref="TimeProvider"/>; runs are known once this has started.</summary>
    public static IServiceCollection AddRunbooks(this IServiceCollection services) =>
        services.AddSingleton<RunDesk>().AddHostedService<RunsStartup>();
}
