using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionControl.Tests.Support.Prometheus;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>
/// Debian's Prometheus with a rule about a number that the test sets. It tells Debian's Alertmanager, which tells the app by its webhook, and it
/// tells the app itself as if it were an Alertmanager.
/// </summary>
internal sealed class AlertingPeers : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly HttpClient _http = new();
    private readonly int _prometheus = PrometheusServer.FindFreePort();
    private readonly int _alertmanager = PrometheusServer.FindFreePort();
    private WebApplication? _exporter;
    private double _depth;

    public Uri Prometheus => new($"http://127.0.0.1:{_prometheus}");

    /// <summary>Above 5 the rule fires.</summary>
    public double QueueDepth
    {
        get => Volatile.Read(ref _depth);
        set => Volatile.Write(ref _depth, value);
    }

    /// <summary>Starts them all; answers when Prometheus knows both whom it tells and has a number to judge.</summary>
    public static async Task<AlertingPeers> StartAsync(Uri app, string token)
    {
        var peers = new AlertingPeers();
        try
        {
            await peers.BeginAsync(app, token);
            return peers;
        }
        catch
        {
            await peers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (_exporter is not null)
            await _exporter.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync(Uri app, string token)
    {
        await StartExporterAsync();
        await File.WriteAllTextAsync(_folder["token"], token);
        await File.WriteAllTextAsync(_folder["rules.yml"], Rules);
        await File.WriteAllTextAsync(_folder["prometheus.yml"], PrometheusConfiguration(app));
        await File.WriteAllTextAsync(_folder["alertmanager.yml"], AlertmanagerConfiguration(app));
        using (var check = PrometheusServer.Start(PrometheusServer.FindOnPath("promtool"), ["check", "rules", _folder["rules.yml"]]))
        {
            await check.WaitForExitAsync();
            Assert.Equal(0, check.ExitCode);
        }

        _processes.Add(PrometheusServer.Start(PrometheusServer.FindOnPath("prometheus-alertmanager"),
        [
            $"--config.file={_folder["alertmanager.yml"]}", $"--storage.path={_folder["alertmanager"]}", $"--web.listen-address=127.0.0.1:{_alertmanager}", "--cluster.listen-address=", "--log.level=error",
        ]));
        _processes.Add(PrometheusServer.Start(PrometheusServer.FindOnPath("prometheus"),
        [
            $"--config.file={_folder["prometheus.yml"]}", $"--storage.tsdb.path={_folder["prometheus"]}", $"--web.listen-address=127.0.0.1:{_prometheus}", "--rules.alert.resend-delay=1s", "--log.level=error",
        ]));
        // What fires before they are known is dropped.
        await Eventually.Holds(async () => await AskAsync("/api/v1/alertmanagers") is { } known
            && known.Contains($":{_alertmanager}/", StringComparison.Ordinal) && known.Contains($":{app.Port}/alertmanager", StringComparison.Ordinal));
        await Eventually.Holds(async () => await AskAsync("/api/v1/query?query=queue_depth") is { } answer && answer.Contains("queue_depth", StringComparison.Ordinal));
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
            return await _http.GetStringAsync(new Uri(Prometheus, address));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private const string Rules =
        """
        groups:
          - name: rentals
            interval: 1s
            rules:
              - alert: QueueTooLong
                expr: queue_depth > 5
                labels: { severity: critical, service: search }
                annotations: { summary: "The queue is too long: {{ $value }}", value: "{{ $value }}" }
        """;

    private string PrometheusConfiguration(Uri app) =>
        $"""
        global: {"{ scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s, external_labels: { env: lab } }"}
        rule_files: [rules.yml]
        alerting:
          alertmanagers:
            - static_configs: [{"{"} targets: ['127.0.0.1:{_alertmanager}'] {"}"}]
            - path_prefix: /alertmanager
              authorization: {"{ credentials_file: token }"}
              static_configs: [{"{"} targets: ['127.0.0.1:{app.Port}'] {"}"}]
        scrape_configs:
          - job_name: queue
            static_configs: [{"{"} targets: ['{new Uri(_exporter!.Urls.First()).Authority}'], labels: {"{ instance: queue-1 }"} {"}"}]
        """;

    private static string AlertmanagerConfiguration(Uri app) =>
        $"""
        route: {"{ receiver: mission-control, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }"}
        receivers:
          - name: mission-control
            webhook_configs:
              - url: {app}api/v1/alerts/alertmanager
                max_alerts: 1000
                http_config: {"{ authorization: { credentials_file: token } }"}
        """;
}
