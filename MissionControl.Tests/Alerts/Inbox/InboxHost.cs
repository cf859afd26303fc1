using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

/// <summary>The inbox over a real database, with a clock of its own; nothing else of the app runs.</summary>
internal sealed class InboxHost : IAsyncDisposable
{
    public static readonly Actor Script = new("token:1", "192.0.2.7");
    public static readonly Actor Ada = new("person:ada", "192.0.2.8");

    private readonly ServiceProvider _services;
    private ImmutableArray<IHostedService> _running = [];

    private InboxHost(TestDatabase database, ManualTimeProvider clock, Action<IServiceCollection>? more)
    {
        Clock = clock;
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddStorage(database.Options).AddSingleton<BoardFeed>().AddAlerts();
        services.RemoveAll<IHostedService>();
        services.AddHostedService<SilenceStartup>().AddHostedService<AlertInbox>().AddHostedService(static provider => provider.GetRequiredService<IntakeQueue>());
        more?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public ManualTimeProvider Clock { get; }

    public AlertFeed Feed => _services.GetRequiredService<AlertFeed>();

    public IAlertIntake Intake => _services.GetRequiredService<IAlertIntake>();

    public GroupDesk Desk => _services.GetRequiredService<GroupDesk>();

    public SilenceBook Silences => _services.GetRequiredService<SilenceBook>();

    public IAlertStore Store => _services.GetRequiredService<IAlertStore>();

    public BoardFeed Board => _services.GetRequiredService<BoardFeed>();

    public static async Task<InboxHost> StartAsync(TestDatabase database, ManualTimeProvider clock, Action<IServiceCollection>? more = null, Definitions? definitions = null)
    {
        var host = new InboxHost(database, clock, more);
        host._services.GetRequiredService<DefinitionsFeed>().Publish(definitions ?? Definitions.Empty, []);
        host._running = [.. host._services.GetServices<IHostedService>()];
        foreach (var service in host._running)
            await service.StartAsync(default);
        await host.UntilAsync(static _ => true);
        return host;
    }

    public Task<TakeAnswer> TakeAsync(params AlertSignal[] signals) =>
        Intake.TakeAsync(new("alertmanager", "http://am.example", Clock.GetUtcNow(), [.. signals]), Script, default);

    /// <summary>The first published snapshot of which something holds.</summary>
    public async Task<AlertsSnapshot> UntilAsync(Func<AlertsSnapshot, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        for (var snapshot = await Feed.NextAsync(0, deadline.Token); ; snapshot = await Feed.NextAsync(snapshot.Version, deadline.Token))
            if (holds(snapshot))
                return snapshot;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _running.Reverse())
            await service.StopAsync(default);
        await _services.DisposeAsync();
    }
}
