using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Alerts;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

/// <summary>The inbox over a database that fails for a while.</summary>
public sealed class AlertInboxStoreTests
{
    private readonly ManualTimeProvider _clock = new(A.Moment);

    [Fact]
    public async Task What_could_not_be_worked_in_is_worked_in_with_the_next()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        var asked = new TaskCompletionSource();
        await using (var host = await StartAsync(database, () => asked.TrySetResult() ? throw new InvalidOperationException("The disk is away") : Task.CompletedTask))
        {
            // What began days ago is looked for in the database first.
            Assert.Equal(TakeAnswer.Taken, await host.TakeAsync(Fires("BackupFailed", A.Moment.AddDays(-3))));
            await asked.Task;
            Assert.Equal(TakeAnswer.Taken, await host.TakeAsync(Fires("DiskFull", A.Moment)));
            await host.UntilAsync(static snapshot => snapshot.Open.Length == 2);
        }

        await using var again = await InboxHost.StartAsync(database, _clock);
        Assert.Equal(["Backup failed", "Disk full"], again.Feed.Current.Open.Select(static group => group.Name).Order(StringComparer.Ordinal));
    }

    private Task<InboxHost> StartAsync(TestDatabase database, Func<Task> onFind) =>
        InboxHost.StartAsync(database, _clock, services => services.AddSingleton<IAlertStore>(provider => new TroubledStore(ActivatorUtilities.CreateInstance<AlertStore>(provider), onFind)));

    private static AlertSignal Fires(string name, DateTimeOffset since) => new() { Labels = LabelSet.Of(("alertname", name)), IsFiring = true, StartsAt = since };

    private sealed class TroubledStore(AlertStore store, Func<Task> onFind) : IAlertStore
    {
        public Task<ImmutableArray<long>> AppendAsync(IReadOnlyList<TakenBatch> batches, CancellationToken cancellationToken) => store.AppendAsync(batches, cancellationToken);

        public Task<ImmutableArray<NumberedBatch>> ReadAfterAsync(long number, int most, CancellationToken cancellationToken) => store.ReadAfterAsync(number, most, cancellationToken);

        public Task<KeptInbox> ReadAsync(DateTimeOffset endedSince, CancellationToken cancellationToken) => store.ReadAsync(endedSince, cancellationToken);

        public Task<ImmutableArray<PastGroup>> ReadPastAsync(DateTimeOffset since, CancellationToken cancellationToken) => store.ReadPastAsync(since, cancellationToken);

        public async Task<ImmutableArray<KeptGroup>> FindAsync(IReadOnlyCollection<(string Fingerprint, DateTimeOffset StartsAt)> occurrences, CancellationToken cancellationToken)
        {
            await onFind();
            return await store.FindAsync(occurrences, cancellationToken);
        }

        public Task SaveAsync(InboxChange change, long? workedIn, IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken) => store.SaveAsync(change, workedIn, facts, cancellationToken);

        public Task<ImmutableArray<KeptGroup>> SearchAsync(AlertQuestion question, CancellationToken cancellationToken) => store.SearchAsync(question, cancellationToken);

        public Task<KeptGroup?> FindAsync(Guid group, CancellationToken cancellationToken) => store.FindAsync(group, cancellationToken);

        public Task<ImmutableDictionary<Guid, int>> CountHiddenAsync(IReadOnlyCollection<Guid> silences, CancellationToken cancellationToken) => store.CountHiddenAsync(silences, cancellationToken);
    }
}
