using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MissionControl.Web.Hosting;

/// <summary>Says once, when the app has started, what of its settings is not as safe as it could be.</summary>
internal sealed partial class StartWords(MissionSettings settings, IServer server, IHostEnvironment environment, ILogger<StartWords> logger) : IHostedLifecycleService
{
    private readonly ILogger _logger = logger;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
            return Task.CompletedTask;
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (settings.Proxies.IsEmpty && addresses.Any(static address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
            LogPlain();
        if (settings.KeyCertificate is null)
            LogUnencryptedKeys();
        if (settings.Hosts.Contains(HostNames.Any))
            LogAnyHost();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
