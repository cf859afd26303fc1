using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Core.Changes;

public static class ChangesSetup
{
    /// <summary>The book of told changes. Call before the board, which shows them; needs the stores beside it.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ChangeBook>()
        .AddHostedService<ChangeKeeper>();
}
