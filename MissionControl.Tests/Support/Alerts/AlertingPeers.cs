using System.Diagnostics;
using MissionControl.Tests.Support.Prometheus;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>
/// Debian's Prometheus with a rule about a number that the test sets. It tells Debian's Alertmanager, which tells the app by its webhook, and it
/// tells the app itself as if it were an Alertmanager.
/// </summary>
internal sealed class AlertingPeers : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RuledPrometheus _prometheus = new();
    private readonly int _port = PrometheusServer.FindFreePort();
    private Process? _alertmanager;

    public Uri Prometheus => _prometheus.Address;

    /// <summary>Above 5 the rule fires.</summary>
    public double QueueDepth
    {
        set => _prometheus.QueueDepth = value;
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
        await _prometheus.DisposeAsync();
        if (_alertmanager is not null)
        {
            _alertmanager.Kill();
            await _alertmanager.WaitForExitAsync();
            _alertmanager.Dispose();
        }

        _folder.Dispose();
    }

    private async Task BeginAsync(Uri app, string token)
    {
        await File.WriteAllTextAsync(_folder["token"], token);
        await File.WriteAllTextAsync(_folder["alertmanager.yml"], AlertmanagerConfiguration(app));
        _alertmanager = PrometheusServer.Start(PrometheusServer.FindOnPath("prometheus-alertmanager"),
        [
            $"--config.file={_folder["alertmanager.yml"]}", $"--storage.path={_folder["alertmanager"]}", $"--web.listen-address=127.0.0.1:{_port}", "--cluster.listen-address=", "--log.level=error",
        ]);
        await _prometheus.StartAsync(
            _folder,
            [
                $"{{ static_configs: [{{ targets: ['127.0.0.1:{_port}'] }}] }}",
                $"{{ path_prefix: /alertmanager, authorization: {{ credentials_file: token }}, static_configs: [{{ targets: ['127.0.0.1:{app.Port}'] }}] }}",
            ],
            [$":{_port}/", $":{app.Port}/alertmanager"]);
    }

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
