using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Notifications;

/// <summary>All that tells, over a data folder that may be an older host's, without the inbox: a test says what the alerts are.</summary>
internal sealed class TellingHost : IAsyncDisposable
{
    /// <summary>The id of a BPM for which somebody may be woken.</summary>
    public const string Critical = "sign-ins";

    private readonly IHost _host;
    private readonly Definitions _definitions;
    private long _version;

    private TellingHost(IHost host, Definitions definitions) => (_host, _definitions) = (host, definitions);

    public ILetterStore Letters => _host.Services.GetRequiredService<ILetterStore>();

    public ISubscriptionStore Subscriptions => _host.Services.GetRequiredService<ISubscriptionStore>();

    public IAccountStore People => _host.Services.GetRequiredService<IAccountStore>();

    public OutboxBell Bell => _host.Services.GetRequiredService<OutboxBell>();

    public static async Task<TellingHost> StartAsync(string folder, ImmutableArray<DestinationDefinition> destinations, ImmutableArray<Route> routes)
    {
        var host = await StartUndefinedAsync(folder, destinations, routes);
        host.Define();
        return host;
    }

    /// <summary>What the routes are is not known before <see cref="Define"/>.</summary>
    public static async Task<TellingHost> StartUndefinedAsync(string folder, ImmutableArray<DestinationDefinition> destinations, ImmutableArray<Route> routes)
    {
        var definitions = Definitions.Empty with
        {
            Destinations = [.. destinations.Select(static one => one.Shown)],
            Routes = routes,
            Bpms = [A.Tile().Build().Bpm with { Id = Critical, Tier = Tier.Critical }],
        };
        var builder = new HostBuilder().ConfigureServices(services =>
        {
            services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None)).AddStorage(new StorageOptions(folder, null, null));
            services.AddSingleton<ICatalog>(new Running(new LoadedCatalog(definitions, [], "test")
            {
                Destinations = destinations,
                Mail = destinations.OfType<EmailDestinationDefinition>().FirstOrDefault()?.Server,
            }));
            services.AddSingleton<BoardFeed>().AddSingleton<DefinitionsFeed>().AddSingleton<IAlertWords, FakeWords>();
            services.AddNotifications().AddTelling(new("https://mission.example.org"));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host, definitions);
    }

    public void Define() => _host.Services.GetRequiredService<DefinitionsFeed>().Publish(_definitions, []);

    public void Publish(params AlertGroup[] groups) => _host.Services.GetRequiredService<AlertFeed>().Publish(Groups.Snapshot(++_version, groups));

    public async Task<ImmutableArray<Letter>> AllAsync() => await Letters.SearchAsync(new(null, null, 0, 1000), default);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await using (var context = _host.Services.GetRequiredService<IDbContextFactory<MissionContext>>().CreateDbContext())
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        _host.Dispose();
    }

    private sealed class Running(LoadedCatalog loaded) : ICatalog
    {
        public CatalogState Current { get; } = new(1, loaded, []);

        public async Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken)
        {
            if (seen >= 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Current;
        }
    }
}
