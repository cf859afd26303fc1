using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Catalog;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Catalog;

public sealed class CatalogWatcherTests : IDisposable
{
    private const string Another = "bpms:\n  - { id: another, name: A, means: M, kind: count, source: main, query: q }\n";

    private readonly CatalogFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ListLogger<CatalogWatcher> _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_look_takes_what_is_there()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        Assert.Equal(1, watcher.Current.Version);
        Assert.Single(watcher.Current.Loaded!.Definitions.Bpms);
        Assert.Empty(watcher.Current.Problems);
    }

    [Fact]
    public void A_save_is_taken_when_two_looks_agree()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        _folder.With("b.yaml", Another);
        watcher.Look();
        Assert.Equal(1, watcher.Current.Version);
        watcher.Look();
        Assert.Equal((2, 2), (watcher.Current.Version, watcher.Current.Loaded!.Definitions.Bpms.Length));
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_left_alone()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        for (var length = 0; length < Another.Length; length += 7)
        {
            _folder.With("b.yaml", Another[..length]);
            watcher.Look();
        }

        Assert.Equal(1, watcher.Current.Version);
        _folder.With("b.yaml", Another);
        LookTwice(watcher);
        Assert.Equal(2, watcher.Current.Version);
        Assert.Empty(watcher.Current.Problems);
    }

    [Fact]
    public void A_broken_save_keeps_the_last_good_catalog_and_tells_until_it_is_mended()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        var good = watcher.Current.Loaded;
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("rate\n", "rat\n", StringComparison.Ordinal));
        LookTwice(watcher);
        Assert.Equal(2, watcher.Current.Version);
        Assert.Same(good, watcher.Current.Loaded);
        Assert.Equal(10, Assert.Single(watcher.Current.Problems).Line);

        _folder.With("a.yaml", CatalogFolder.Minimum);
        LookTwice(watcher);
        Assert.Equal(3, watcher.Current.Version);
        Assert.Empty(watcher.Current.Problems);
    }

    [Fact]
    public void The_log_counts_the_catalogs_that_ran_and_the_problems_in_words()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("rate\n", "rat\n", StringComparison.Ordinal));
        LookTwice(watcher);
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("New renters", "Old renters", StringComparison.Ordinal));
        LookTwice(watcher);
        Assert.Equal(
            ["Catalog version 1 is running: 1 source, 1 service, 1 BPM", "Catalog version 2 is running: 1 source, 1 service, 1 BPM"],
            _log.Lines.Where(static line => line.Contains("version", StringComparison.Ordinal)));
        Assert.StartsWith(
            "The catalog has 1 problem, and the last good catalog keeps running; the first: a.yaml:10:11: error: ",
            Assert.Single(_log.Lines, static line => line.Contains("problem", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_mended_file_that_is_as_it_was_is_the_same_version()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        _folder.With("a.yaml", "bpms: [\n");
        LookTwice(watcher);
        _folder.With("a.yaml", CatalogFolder.Minimum);
        LookTwice(watcher);
        Assert.Equal(2, _log.Lines.Count(static line => line.StartsWith("Catalog version 1 is running", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_wrong_with_the_whole_folder_or_file_is_shown_without_a_line()
    {
        using var watcher = Watcher();
        watcher.Look();
        Assert.StartsWith("the catalog folder holds no *.yaml file yet", watcher.Current.Problems[0].Shown, StringComparison.Ordinal);
        Assert.Equal("a.yaml: error: too large", new CatalogProblem("a.yaml", 0, 0, "too large").Shown);
        Assert.Equal("a.yaml:2:3: error: wrong", new CatalogProblem("a.yaml", 2, 3, "wrong").Shown);
        Assert.Equal("a.yaml:1:1: error: too large", new CatalogProblem("a.yaml", 0, 0, "too large").ToString());
    }

    [Fact]
    public void A_file_replaced_by_renaming_is_taken_even_with_the_old_size_and_time()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        var path = Path.Combine(_folder.Path, "a.yaml");
        var saved = File.GetLastWriteTimeUtc(path);
        _folder.With(".a.yaml.new", CatalogFolder.Minimum.Replace("New renters", "Old renters", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, ".a.yaml.new"), saved);
        File.Move(Path.Combine(_folder.Path, ".a.yaml.new"), path, overwrite: true);
        LookTwice(watcher);
        Assert.Equal("Old renters.", watcher.Current.Loaded!.Definitions.Bpms[0].Means);
    }

    [Fact]
    public void A_folder_behind_a_link_that_moves_is_taken()
    {
        // As mounted configuration does it: the files are links through one folder link, which alone is replaced.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "..one"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "..two"));
        _folder.With("..one/a.yaml", CatalogFolder.Minimum).With("..two/a.yaml", CatalogFolder.Minimum + Another.Replace("bpms:\n", "", StringComparison.Ordinal));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "..data"), "..one");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "a.yaml"), Path.Combine("..data", "a.yaml"));
        using var watcher = Watcher();
        watcher.Look();
        Assert.Single(watcher.Current.Loaded!.Definitions.Bpms);

        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "..next"), "..two");
        Directory.Delete(Path.Combine(_folder.Path, "..data"));
        Directory.Move(Path.Combine(_folder.Path, "..next"), Path.Combine(_folder.Path, "..data"));
        LookTwice(watcher);
        Assert.Equal(2, watcher.Current.Loaded!.Definitions.Bpms.Length);
    }

    [Fact]
    public void A_folder_may_be_missing_at_first_and_go_and_come_back()
    {
        _folder.Dispose();
        using var watcher = Watcher();
        watcher.Look();
        Assert.Null(watcher.Current.Loaded);
        Assert.StartsWith("the catalog folder does not exist", Assert.Single(watcher.Current.Problems).Words, StringComparison.Ordinal);

        _folder.With("a.yaml", CatalogFolder.Minimum);
        LookTwice(watcher);
        Assert.Equal((2, true), (watcher.Current.Version, watcher.Current.Loaded is not null));

        _folder.Dispose();
        LookTwice(watcher);
        Assert.Equal((3, true, 1), (watcher.Current.Version, watcher.Current.Loaded is not null, watcher.Current.Problems.Length));

        _folder.With("a.yaml", CatalogFolder.Minimum);
        LookTwice(watcher);
        Assert.Equal((4, 0), (watcher.Current.Version, watcher.Current.Problems.Length));
    }

    [Fact]
    public void A_changed_secret_file_is_taken()
    {
        _folder.With("token", "one");
        using var watcher = Watching("sources:\n  - { id: main, prometheus: { url: \"http://h\", bearer: \"${file:token}\" } }\n");
        _folder.With("token", "two");
        LookTwice(watcher);
        Assert.Equal("two", ((PrometheusSourceDefinition)watcher.Current.Loaded!.Sources[0]).Bearer);
    }

    [Fact]
    public void When_nothing_changes_nothing_happens()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        var state = watcher.Current;
        for (var i = 0; i < 5; i++)
            watcher.Look();
        Assert.Same(state, watcher.Current);
    }

    [Fact]
    public async Task A_save_reaches_readers_within_two_seconds()
    {
        _folder.With("a.yaml", CatalogFolder.Minimum);
        using var watcher = Watcher();
        await watcher.StartAsync(CancellationToken.None);
        Assert.Equal(1, watcher.Current.Version);
        var next = watcher.NextAsync(1, CancellationToken.None);
        Assert.False(next.IsCompleted);
        var saved = TimeProvider.System.GetTimestamp();
        _folder.With("b.yaml", Another);

        // The looks happen elsewhere, so the clock moves on until one has been answered.
        while (!next.IsCompleted && TimeProvider.System.GetElapsedTime(saved) < TimeSpan.FromSeconds(20))
        {
            _clock.Advance(CatalogWatcher.Pause);
            await Task.Yield();
        }

        Assert.Equal(2, (await next).Version);
        Assert.True(4 * CatalogWatcher.Pause <= TimeSpan.FromSeconds(2), "just missed, seen, seen again, and time to read");
        await watcher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task In_a_host_the_catalog_is_there_after_start_and_follows_a_save_by_the_real_clock()
    {
        _folder.With("a.yaml", CatalogFolder.Minimum);
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddCatalog(_folder.Path);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var hosted = provider.GetRequiredService<IHostedService>();
        await hosted.StartAsync(CancellationToken.None);
        var catalog = provider.GetRequiredService<ICatalog>();
        Assert.Equal(1, catalog.Current.Version);

        _folder.With("b.yaml", Another);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.Equal(2, (await catalog.NextAsync(1, deadline.Token)).Loaded!.Definitions.Bpms.Length);
        await hosted.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Waiting_for_the_next_state_can_be_given_up()
    {
        using var watcher = Watching(CatalogFolder.Minimum);
        using var source = new CancellationTokenSource();
        var next = watcher.NextAsync(watcher.Current.Version, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static void LookTwice(CatalogWatcher watcher)
    {
        watcher.Look();
        watcher.Look();
    }

    private CatalogWatcher Watching(string yaml)
    {
        _folder.With("a.yaml", yaml);
        var watcher = Watcher();
        watcher.Look();
        return watcher;
    }

    private CatalogWatcher Watcher() => new(new CatalogOptions { Folder = _folder.Path }, _folder.Reader(), _clock, _log);
}
