using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionControl.Tests.Support.Prometheus;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>Debian's Prometheus with rules about a number that the test sets.</summary>
internal sealed class RuledPrometheus : IAsyncDisposable
{
    private readonly int _port = PrometheusServer.FindFreePort();
    private readonly HttpClient _http = new();
    private WebApplication? _exporter;
    private Process? _process;
    private double _depth;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Above 5 <c>QueueTooLong</c> fires, below 0 <c>QueueMiscounted</c>.</summary>
    public double QueueDepth
    {
        get => Volatile.Read(ref _depth);
        set => Volatile.Write(ref _depth, value);
    }

    /// <summary>Answers when Prometheus knows whom it tells and has a number to judge.</summary>
    /// <param name="folder">Of its files and data; paths in <paramref name="alerting"/> are relative to it.</param>
    /// <param name="alerting">The entries under <c>alertmanagers</c>, each on a line of its own.</param>
    /// <param name="told">What its list of Alertmanagers must hold.</param>
    public async Task StartAsync(TemporaryFolder folder, string[] alerting, string[] told)
    {
        await StartExporterAsync();
        await File.WriteAllTextAsync(folder["rules.yml"], Rules);
        await File.WriteAllTextAsync(folder["prometheus.yml"], Configuration(alerting));
        using (var check = PrometheusServer.Start(PrometheusServer.FindOnPath("promtool"), ["check", "rules", folder["rules.yml"]]))
        {
            await check.WaitForExitAsync();
            Assert.Equal(0, check.ExitCode);
        }

        _process = PrometheusServer.Start(PrometheusServer.FindOnPath("prometheus"),
        [
            $"--config.file={folder["prometheus.yml"]}", $"--storage.tsdb.path={folder["prometheus"]}", $"--web.listen-address=127.0.0.1:{_port}",
            // An alert holds for four times that: a machine that has much to do must not end it.
            "--rules.alert.resend-delay=5s", "--log.level=error",
        ]);
        // What fires before they are known is dropped.
        await Eventually.Holds(async () => await AskAsync("/api/v1/alertmanagers") is { } known && Array.TrueForAll(told, one => known.Contains(one, StringComparison.Ordinal)));
        await Eventually.Holds(async () => await AskAsync("/api/v1/query?query=queue_depth") is { } answer && answer.Contains("queue_depth", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        if (_exporter is not null)
            await _exporter.DisposeAsync();
        _http.Dispose();
    }

    private async Task StartExporterAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _exporter = builder.Build();
        _exporter.Run(context => context.Response.WriteAsync($"queue_depth {QueueDepth.ToString(CultureInfo.InvariantCulture)}\n"));
        await _exporter.StartAsync();
    }

    private async Task<string?> AskAsync(string address)
    {
        try
        {
            return await _http.GetStringAsync(new Uri(Address, address));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // The last number counts though a scrape may have come too late.
    private const string Rules =
        """
        groups:
          - name: rentals
            interval: 1s
            rules:
              - alert: QueueTooLong
                expr: last_over_time(queue_depth[1m]) > 5
                labels: { severity: critical, service: search }
                annotations: { summary: "The queue is too long: {{ $value }}", value: "{{ $value }}" }
              - alert: QueueMiscounted
                expr: last_over_time(queue_depth[1m]) < 0
                labels: { severity: critical, service: counting }
        """;

    private string Configuration(string[] alerting) =>
        $"""
        global: {"{ scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s, external_labels: { env: lab } }"}
        rule_files: [rules.yml]
        alerting:
          alertmanagers:
            {string.Join("\n    ", alerting.Select(static one => $"- {one}"))}
        scrape_configs:
          - job_name: queue
            static_configs: [{"{"} targets: ['{new Uri(_exporter!.Urls.First()).Authority}'], labels: {"{ instance: queue-1 }"} {"}"}]
        """;
}
