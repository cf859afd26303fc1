using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Catalog.Files;

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
    private readonly Lock _gate = new();

    // Both under _gate.
    private TaskCompletionSource _moved = NewSignal();
    private CatalogState _current = new(0, null, []);

    // Only the look reads and writes these: one at start, then the loop's.
    private Seen? _taken;
    private Seen? _before;
    private ImmutableArray<string> _secretFiles = [];

    public CatalogState Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    public async Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (_current.Version > seen)
                    return _current;
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

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
        CatalogState state;
        TaskCompletionSource moved;
        lock (_gate)
        {
            state = _current = new(_current.Version + 1, reading.Loaded ?? _current.Loaded, reading.Problems);
            moved = _moved;
            _moved = NewSignal();
        }

        moved.SetResult();
        Tell(state, reading);
    }

    private void Tell(CatalogState state, CatalogReading reading)
    {
        if (reading.Loaded is { } loaded)
        {
            var summary = CheckCatalog.Summary(loaded);
            LogLoaded(state.Version, summary);
        }
        else
        {
            var running = state.Loaded is null ? "no catalog is running" : "the last good catalog keeps running";
            LogRefused(reading.Problems.Length, running, reading.Problems[0]);
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

    // Continuations run elsewhere, so that the loop never runs a reader's code.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The folder at one look, as fingerprints.</summary>
    private sealed record Seen(string Files, string Secrets);
}
