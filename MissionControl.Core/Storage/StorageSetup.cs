using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Journal;
using MissionControl.Core.Maintenance;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Core.Services.History;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage.Alerts;
using MissionControl.Core.Storage.Bpms;
using MissionControl.Core.Storage.Calendars;
using MissionControl.Core.Storage.Changes;
using MissionControl.Core.Storage.Incidents;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Storage.Maintenance;
using MissionControl.Core.Storage.People;
using MissionControl.Core.Storage.Runbooks;
using MissionControl.Core.Storage.Services;
using MissionControl.Core.Storage.StatusPage;

namespace MissionControl.Core.Storage;

public static class StorageSetup
{
    /// <summary>Stores, journal, migration at start and hourly thinning. A host that fails to migrate ends with a <see cref="StorageException"/>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton(WaysIn.PasswordsOnly);
        services.AddSingleton<IDbContextFactory<MissionContext>, MissionContextFactory>();
        services.AddSingleton<SingleWriter>();
        services.AddThinned<ISampleStore, SampleStore>();
        services.AddThinned<IPushedSampleStore, PushedSampleStore>();
        services.AddSingleton<IBaselineStore, BaselineStore>();
        services.AddThinned<IRunStore, RunStore>();
        services.AddSingleton<IStretchStore, StretchStore>();
        services.AddSingleton<ITokenStore, TokenStore>();
        services.AddThinned<IAccountStore, AccountStore>();
        services.AddSingleton<IProtectionKeys, ProtectionKeys>();
        services.AddSingleton<IChangeStore, ChangeStore>();
        services.AddThinned<IHealthStore, HealthStore>();
        services.AddThinned<IAlertStore, AlertStore>();
        services.AddSingleton<ISilenceStore, SilenceStore>();
        services.AddThinned<ILetterStore, LetterStore>();
        services.AddSingleton<ISubscriptionStore, SubscriptionStore>();
        services.AddSingleton<IIncidentStore, IncidentStore>();
        services.AddThinned<IWorkStore, WorkStore>();
        services.AddThinned<IFollowerStore, FollowerStore>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<JournalStore>());
        services.AddSingleton<IJournalSearch, JournalSearch>();
        services.AddSingleton<IConfigurationRecords, ConfigurationRecords>();
        services.AddSingleton<ConfigurationRecorder>();
        services.AddSingleton<StorageStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<StorageStartup>());
        services.AddHostedService<StorageKeeper>();
        services.AddHostedService<AddressKeeper>();
        return services;
    }

    /// <summary>Creates or updates the database, for commands and tests that start no host.</summary>
    /// <exception cref="StorageException">It cannot be opened or updated.</exception>
    public static Task MigrateStorageAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<StorageStartup>().MigrateAsync(cancellationToken);

    private static void AddThinned<TStore, TImplementation>(this IServiceCollection services)
        where TStore : class
        where TImplementation : class, TStore, IThinned
    {
        services.AddSingleton<TImplementation>();
        services.AddSingleton<TStore>(provider => provider.GetRequiredService<TImplementation>());
        services.AddSingleton<IThinned>(provider => provider.GetRequiredService<TImplementation>());
    }
}
