using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Catalog;
using MissionControl.Core.Journal;
using MissionControl.Core.Storage.Journal;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Catalog;

public sealed class CatalogRecorderTests : IAsyncLifetime, IDisposable
{
    private readonly CatalogFolder _folder = new();
    private readonly ManualTimeProvider _clock = new(A.Moment);
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(Provider.Sqlite);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reload_is_recorded_with_what_changed_and_the_fingerprints_before_and_after()
    {
        _folder.With("a.yaml", CatalogFolder.Minimum);
        await RunAsync(entries: 1);
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("New renters.", "Renters.", StringComparison.Ordinal));
        // Over a restart: what changed while the app was down is told too.
        await RunAsync(entries: 2);

        var entries = await EntriesAsync();
        Assert.All(entries, entry => Assert.Equal(("catalog.loaded", "catalog", "system", A.Moment), (entry.Kind, entry.Subject, entry.Actor, entry.At)));
        var (first, second) = (JsonNode.Parse(entries[0].Body)!, JsonNode.Parse(entries[1].Body)!);
        Assert.Null(first["before"]);
        Assert.Equal((string)first["after"]!["fingerprint"]!, (string)second["before"]!["fingerprint"]!);
        Assert.Equal(_folder.Read().Loaded!.Fingerprint, (string)second["after"]!["fingerprint"]!);
        Assert.Equal("""{"bpms":{"changed":["sign-ups"]}}""", second["changes"]!.ToJsonString());
    }

    [Fact]
    public async Task The_same_catalog_after_a_restart_is_no_news()
    {
        _folder.With("a.yaml", CatalogFolder.Minimum);
        await RunAsync(entries: 1);
        using var watcher = Watch();
        using var recorder = Recorder(watcher);
        await recorder.StartAsync(default);
        // What is recorded next shows that nothing was recorded for the start.
        _folder.With("b.yaml", "services: [ { id: another, name: Another } ]\n");
        LookTwice(watcher);
        await Eventually.Holds(async () => (await EntriesAsync()).Length > 1);
        await recorder.StopAsync(default);
        Assert.Equal("""{"services":{"added":["another"]}}""", JsonNode.Parse((await EntriesAsync())[1].Body)!["changes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_refused_catalog_is_recorded_with_its_problems_and_the_mended_one_after_it()
    {
        _folder.With("a.yaml", CatalogFolder.Minimum);
        using var watcher = Watch();
        using var recorder = Recorder(watcher);
        await recorder.StartAsync(default);
        await Eventually.Holds(async () => (await EntriesAsync()).Length == 1);
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("kind: rate", "kind: rat", StringComparison.Ordinal));
        LookTwice(watcher);
        await Eventually.Holds(async () => (await EntriesAsync()).Length == 2);
        _folder.With("a.yaml", CatalogFolder.Minimum);
        LookTwice(watcher);
        await Eventually.Holds(async () => (await EntriesAsync()).Length == 3);
        await recorder.StopAsync(default);

        var entries = await EntriesAsync();
        Assert.Equal(["catalog.loaded", "catalog.refused", "catalog.loaded"], entries.Select(entry => entry.Kind));
        var refused = JsonNode.Parse(entries[1].Body)!;
        Assert.StartsWith("a.yaml:10:11: error: ", (string)refused["problems"]![0]!, StringComparison.Ordinal);
        Assert.Equal((1, watcher.Current.Loaded!.Fingerprint), ((int)refused["count"]!, (string)refused["running"]!));
        Assert.Equal("{}", JsonNode.Parse(entries[2].Body)!["changes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_database_that_is_away_is_tried_again_until_it_is_recorded()
    {
        var log = new ListLogger<ConfigurationRecorder>();
        var store = new ConfigurationRecords(new BrokenOnce(_database), _database.Writer);
        var recorder = new ConfigurationRecorder(store, _database.Journal, _clock, log);
        var recording = recorder.RecordAsync("catalog", new() { ["n"] = 1 }, kept => Fact(kept), default);
        await Eventually.Holds(() => _clock.TimersSet == 1);
        Assert.Single(log.Lines);
        _clock.Advance(ConfigurationRecorder.Pause);
        await recording;
        Assert.Equal("""{"before":null}""", Assert.Single(await EntriesAsync()).Body);
        await recorder.RecordAsync("catalog", new() { ["n"] = 2 }, kept => Fact(kept), default);
        Assert.Equal("""{"before":{"n":1}}""", (await EntriesAsync())[^1].Body);
    }

    private static JournalFact Fact(JsonObject? kept) => new("catalog.loaded", "catalog", "system", A.Moment, new() { ["before"] = kept?.DeepClone() });

    private async Task RunAsync(int entries)
    {
        using var watcher = Watch();
        using var recorder = Recorder(watcher);
        await recorder.StartAsync(default);
        await Eventually.Holds(async () => (await EntriesAsync()).Length == entries);
        await recorder.StopAsync(default);
    }

    private CatalogWatcher Watch()
    {
        var watcher = new CatalogWatcher(new CatalogOptions { Folder = _folder.Path }, _folder.Reader(), _clock, NullLogger<CatalogWatcher>.Instance);
        watcher.Look();
        return watcher;
    }

    private static void LookTwice(CatalogWatcher watcher)
    {
        watcher.Look();
        watcher.Look();
    }

    private CatalogRecorder Recorder(CatalogWatcher watcher) =>
        new(watcher, new ConfigurationRecorder(new ConfigurationRecords(new Contexts(_database), _database.Writer), _database.Journal, _clock, NullLogger<ConfigurationRecorder>.Instance), _clock);

    private async Task<JournalEntry[]> EntriesAsync() => [.. await _database.Journal.ReadAfterAsync(0, 100, default)];

    private sealed class Contexts(TestDatabase database) : Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Storage.MissionContext>
    {
        public Core.Storage.MissionContext CreateDbContext() => database.Context();
    }

    private sealed class BrokenOnce(TestDatabase database) : Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Storage.MissionContext>
    {
        private bool _broke;

        public Core.Storage.MissionContext CreateDbContext()
        {
            if (_broke)
                return database.Context();
            _broke = true;
            throw new IOException("the disk is gone");
        }
    }
}
