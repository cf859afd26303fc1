using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MissionControl.Core.Calendars;

public static class StretchesSetup
{
    /// <summary>The book of declared stretches. Call before the board, which learns with them; needs the stores beside it.</summary>
    public static IServiceCollection AddStretches(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new StretchBook(
            provider.GetRequiredService<IStretchStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StretchBook>>()));
        services.AddHostedService<StretchStartup>();
        return services;
    }
}
