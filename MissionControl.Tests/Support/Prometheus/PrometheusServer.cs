using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MissionControl.Core.Catalog;

namespace MissionControl.Tests.Support.Prometheus;

/// <summary>
/// A real Prometheus with six weeks of the rentals' history, scraping <see cref="Exporter"/> every second under the same labels, so
/// that <c>increase()</c> works across the seam. One per run: a class that needs it carries
/// <c>[Collection(RealPrometheus.Name)]</c> and takes it as constructor parameter; classes of one collection run one after the
/// other, so a test may kill the server if it restarts it, and may change the exporter's rates if it calls <see cref="RentalsExporter.Reset"/>.
/// The one place in the tests that lives in real time, because Prometheus does.
/// </summary>
public sealed class PrometheusServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("mission-control-prometheus-").FullName;
    private static readonly HttpClient Http = new();
    private readonly int _port = FindFreePort();
    private Process? _process;
    private DateTimeOffset _started;
    private RentalsExporter? _exporter;

    public TimeProvider Time { get; } = TimeProvider.System;

    public Uri Url => new($"http://127.0.0.1:{_port}");

    public RentalsExporter Exporter => _exporter ?? throw new InvalidOperationException("Not started.");

    /// <summary>The first sample is then.</summary>
    public DateTimeOffset HistoryStart { get; private set; }

    /// <summary>The last sample before the exporter takes over is then.</summary>
    public DateTimeOffset HistoryEnd { get; private set; }

    /// <summary>This server as a source of the catalog.</summary>
    public PrometheusSourceDefinition Definition => new("main") { Url = Url };

    public async Task InitializeAsync()
    {
        try
        {
            await PrepareAsync();
        }
        catch
        {
            // Nobody else would: a fixture that did not begin is not disposed of.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>As a crash would: at once and without a last word.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Same address, same data. Answers when queries do.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync(FindOnPath("prometheus"));
    }

    /// <summary>Asks again and again until <paramref name="condition"/> holds; fails after <paramref name="limit"/>.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan limit)
    {
        var started = Time.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Time.GetElapsedTime(started) < limit, $"{what}: not within {limit.TotalSeconds:0} s");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Time);
        }
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        if (_exporter is not null)
            await _exporter.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string DataFolder => Path.Combine(_folder, "data");

    private async Task PrepareAsync()
    {
        var prometheus = FindOnPath("prometheus");
        var now = Time.GetUtcNow();
        HistoryEnd = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        HistoryStart = HistoryEnd - RentalsHistory.Length;
        var file = Path.Combine(_folder, "history.om");
        var counters = RentalsHistory.Write(file, HistoryEnd);
        await RunToEndAsync(FindOnPath("promtool"), ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=54h", "-q", file, DataFolder]);
        _exporter = await RentalsExporter.StartAsync(counters, HistoryEnd, Time);
        await File.WriteAllTextAsync(Path.Combine(_folder, "prometheus.yml"), Configuration());
        await StartAsync(prometheus);
    }

    private async Task StartAsync(string prometheus)
    {
        _started = Time.GetUtcNow();
        _process = Start(prometheus,
        [
            $"--config.file={Path.Combine(_folder, "prometheus.yml")}",
            $"--storage.tsdb.path={DataFolder}",
            // The default of 15 days would delete the history; blocks of two hours at most mean that nothing is compacted meanwhile.
            "--storage.tsdb.retention.time=400d",
            "--storage.tsdb.min-block-duration=2h",
            "--storage.tsdb.max-block-duration=2h",
            $"--web.listen-address=127.0.0.1:{_port}",
            "--log.level=error",
        ]);
        await UntilAsync(IsReadyAsync, "Prometheus answers and has scraped the exporter", StartLimit);
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process!.HasExited, "Prometheus ended while starting.");
        try
        {
            // Newer than this start: after a restart the last scrape of the former process is still there.
            var query = Uri.EscapeDataString($"timestamp({RentalsCounters.SignInPagesName}) > {_started.ToUnixTimeMilliseconds() / 1000.0:0.000}");
            var answer = await Http.GetStringAsync(new Uri(Url, $"/api/v1/query?query={query}"));
            return answer.Contains("\"rentals\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Configuration() =>
        $"""
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: rentals
            static_configs:
              - targets: ['{Exporter.Address.Authority}']
                labels: {"{ instance: rentals }"}
        """;

    private static async Task RunToEndAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }

    // Output is read and dropped: an unread pipe fills, and the server hangs.
    internal static Process Start(string program, string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    internal static string FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"'{program}' is not on the PATH: run ./test.sh, it installs what tests need.");

    internal static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The tests that share one <see cref="PrometheusServer"/>.</summary>
[CollectionDefinition(Name)]
public sealed class RealPrometheus : ICollectionFixture<PrometheusServer>
{
    public const string Name = "Prometheus";
}
