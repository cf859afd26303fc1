using System.Diagnostics;
using System.Text.Json;
using MissionControl.Tests.Support.Prometheus;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>
/// Debian's Prometheus with a rule about a number that the test sets, and two of Debian's Alertmanagers in one cluster that it tells. Both tell the
/// app by its webhook, neither waits for the other, and both repeat every few seconds what fires: a pair on a bad day.
/// </summary>
internal sealed class AlertingPair : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RuledPrometheus _prometheus = new();
    private readonly HttpClient _http = new();
    private readonly int[] _ports = [PrometheusServer.FindFreePort(), PrometheusServer.FindFreePort()];
    private readonly int[] _gossip = [PrometheusServer.FindFreePort(), PrometheusServer.FindFreePort()];
    private readonly Process?[] _processes = new Process?[2];

    /// <summary>Above 5 <c>QueueTooLong</c> fires, below 0 <c>QueueMiscounted</c>.</summary>
    public double QueueDepth
    {
        set => _prometheus.QueueDepth = value;
    }

    /// <summary>Starts them all; answers when Prometheus knows both whom it tells and has a number to judge.</summary>
    public static async Task<AlertingPair> StartAsync(Uri app, string token)
    {
        var pair = new AlertingPair();
        try
        {
            await pair.BeginAsync(app, token);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>What this one of the two says who it is.</summary>
    public string SenderOf(int which) => $"http://127.0.0.1:{_ports[which]}";

    /// <summary>As a crash would: at once and without a last word.</summary>
    public async Task KillAsync(int which)
    {
        if (_processes[which] is not { } process)
            return;
        _processes[which] = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Same address, same data.</summary>
    public void Start(int which) => _processes[which] = PrometheusServer.Start(PrometheusServer.FindOnPath("prometheus-alertmanager"),
    [
        $"--config.file={_folder["alertmanager.yml"]}", $"--storage.path={_folder[$"alertmanager-{which}"]}", $"--web.listen-address=127.0.0.1:{_ports[which]}", $"--web.external-url={SenderOf(which)}",
        $"--cluster.listen-address=127.0.0.1:{_gossip[which]}", $"--cluster.peer=127.0.0.1:{_gossip[1 - which]}",
        // It settles for ten times the interval again and again before it sends.
        "--cluster.peer-timeout=0s", "--cluster.gossip-interval=50ms", "--cluster.reconnect-interval=1s", "--log.level=error",
    ]);

    /// <summary>Do both know each other, and may both send?</summary>
    public async Task<bool> AreTogetherAsync() => await IsReadyAsync(0) && await IsReadyAsync(1);

    /// <summary>Has neither heard of anything that fires?</summary>
    public async Task<bool> AreCalmAsync() => await IsCalmAsync(0) && await IsCalmAsync(1);

    public async ValueTask DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await KillAsync(0);
        await KillAsync(1);
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync(Uri app, string token)
    {
        await File.WriteAllTextAsync(_folder["token"], token);
        await File.WriteAllTextAsync(_folder["alertmanager.yml"], Configuration(app));
        Start(0);
        Start(1);
        await _prometheus.StartAsync(_folder, [$"{{ static_configs: [{{ targets: ['127.0.0.1:{_ports[0]}', '127.0.0.1:{_ports[1]}'] }}] }}"], [.. _ports.Select(static port => $":{port}/")]);
    }

    private async Task<bool> IsReadyAsync(int which)
    {
        try
        {
            var cluster = JsonElement.Parse(await _http.GetStringAsync(new Uri($"{SenderOf(which)}/api/v2/status"))).GetProperty("cluster");
            return cluster.GetProperty("status").GetString() == "ready" && cluster.GetProperty("peers").GetArrayLength() == 2;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> IsCalmAsync(int which) => JsonElement.Parse(await _http.GetStringAsync(new Uri($"{SenderOf(which)}/api/v2/alerts"))).GetArrayLength() == 0;

    private static string Configuration(Uri app) =>
        $"""
        route: {"{ receiver: mission-control, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 2s }"}
        receivers:
          - name: mission-control
            webhook_configs:
              - url: {app}api/v1/alerts/alertmanager
                max_alerts: 1000
                http_config: {"{ authorization: { credentials_file: token } }"}
        """;
}
