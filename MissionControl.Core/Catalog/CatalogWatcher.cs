using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.Catalog.Files;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Catalog;

/// <summary>
/// Keeps the catalog that runs: loads it at start and again when its files changed. It looks rather than listens, since change
/// notices get lost on network folders, replaced folders and mounted configuration. Thread-safe for readers.
/// </summary>
internal sealed partial class CatalogWatcher(CatalogOptions options, CatalogReader reader, TimeProvider clock, ILogger<CatalogWatcher> logger)
    : BackgroundService, ICatalog
{
    /// <summary>A change is taken on the second look that sees it, so well within two seconds of a save.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = logger;
    private readonly StateFeed _feed = new();

    // Only the look reads and writes these: one at start, then the loop's.
    private Seen? _taken;
    private Seen? _before;
    private ImmutableArray<string> _secretFiles = [];

    // For the log. Counts the catalogs that ran; the state's version counts refused ones too.
    private int _number;

    public CatalogState Current => _feed.Current;

    public Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken) => _feed.NextAsync(seen, cancellationToken);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>
    /// Reads the folder and takes what it finds if it differs from what was taken last. After the first time it must be the same on
    /// two looks: a file may be half written, and half a file can be good YAML.
    /// </summary>
    internal void Look()
    {
        var files = CatalogFiles.Read(options.Folder);
        var seen = new Seen(files.Fingerprint, SecretsFingerprint(_secretFiles));
        if (seen == _taken)
        {
            _before = null;
            return;
        }

        if (_taken is not null && seen != _before)
        {
            _before = seen;
            return;
        }

        var reading = reader.Read(options.Folder, files);
        options.OnSecrets(reading.Secrets);
        _secretFiles = reading.SecretFiles;
        _taken = new(files.Fingerprint, SecretsFingerprint(_secretFiles));
        _before = null;
        Take(reading);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                Look();
            }
            catch (Exception error)
            {
                LogLookFailed(error);
            }
    }

    private void Take(CatalogReading reading)
    {
        if (reading.Loaded is { } loaded && loaded.Fingerprint != Current.Loaded?.Fingerprint)
            _number++;
        var state = new CatalogState(Current.Version + 1, reading.Loaded ?? Current.Loaded, reading.Problems);
        _feed.Publish(state);
        Tell(state, reading);
    }

    private void Tell(CatalogState state, CatalogReading reading)
    {
        if (reading.Loaded is { } loaded)
        {
            var summary = CheckCatalog.Summary(loaded);
            LogLoaded(_number, summary);
        }
        else
        {
            var running = state.Loaded is null ? "no catalog is running" : "the last good catalog keeps running";
            var problems = Words.Count(reading.Problems.Length, "problem", "problems");
            LogRefused(problems, running, reading.Problems[0].Shown);
        }
    }

    // Kept in memory only: it is a hash of secrets.
    private static string SecretsFingerprint(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData([.. CatalogFile.Read("", file, isRunbook: false).Bytes, 0]);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The folder at one look, as fingerprints.</summary>
    private sealed record Seen(string Files, string Secrets);

    private sealed class StateFeed() : Feed<CatalogState>(new CatalogState(0, null, []))
    {
        public void Publish(CatalogState state) => Move(state);
    }
}
