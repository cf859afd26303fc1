using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionControl.Core.Sources;

namespace MissionControl.Web.Hosting.Redaction;

internal static class RedactionSetup
{
    /// <summary>Nothing that is logged, and no problem document, holds a secret that we know or that looks like one.</summary>
    /// <param name="services">The app's.</param>
    /// <param name="redactor">Learns secrets as they are read.</param>
    public static void AddRedaction(this IServiceCollection services, Redactor redactor)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(redactor).AddSingleton<SecretMask>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(static provider => new RedactingLoggers(
            new LoggerFactory(
                provider.GetServices<ILoggerProvider>(),
                provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
                provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
                provider.GetService<IExternalScopeProvider>()),
            provider.GetRequiredService<SecretMask>())));
    }
}
