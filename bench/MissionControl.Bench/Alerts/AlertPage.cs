using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using MissionControl.Bench.Circuits;

namespace MissionControl.Bench.Alerts;

/// <summary>An open list of alerts, by its circuit: how long after the answer to the sender a new alert's row comes.</summary>
internal static class AlertPage
{
    private const int Alerts = 20;
    private static readonly TimeSpan _apart = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(20);

    public static async Task<PageTimes> MeasureAsync(HttpClient client, Uri server, string name)
    {
        ConcurrentDictionary<string, long> seen = [];
        ConcurrentDictionary<string, byte[]> awaited = [];
        // The list is searched, so that it is short enough to be drawn whole: this client does not scroll.
        await using var page = new CircuitClient(new Uri(server, $"/alerts?q={name}"), batch =>
        {
            var now = Stopwatch.GetTimestamp();
            foreach (var (alert, text) in awaited)
                if (batch.AsSpan().IndexOf(text) >= 0 && awaited.TryRemove(alert, out _))
                    seen[alert] = now;
        });
        await page.OpenAsync(CancellationToken.None);
        Dictionary<string, long> answered = [];
        for (var number = 0; number < Alerts; number++)
        {
            var alert = $"{name}Alert{number}x";
            awaited[alert] = Encoding.UTF8.GetBytes(alert);
            var body = $$$"""{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"{{{alert}}}","severity":"critical"},"annotations":{"summary":"{{{alert}}}"},"startsAt":"{{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}}"}]}""";
            if (await AlertSender.SendAsync(client, new Uri(server, "/api/v1/alerts/alertmanager"), Encoding.UTF8.GetBytes(body), CancellationToken.None) == 200)
                answered[alert] = Stopwatch.GetTimestamp();
            await Task.Delay(_apart, TimeProvider.System);
        }

        var waited = Stopwatch.GetTimestamp();
        while (answered.Keys.Any(alert => !seen.ContainsKey(alert)) && Stopwatch.GetElapsedTime(waited) < _most)
            await Task.Delay(_apart, TimeProvider.System);
        return new(
            [.. answered.Where(alert => seen.ContainsKey(alert.Key)).Select(alert => Math.Max(0, (seen[alert.Key] - alert.Value) * 1000.0 / Stopwatch.Frequency))],
            Alerts - answered.Keys.Count(seen.ContainsKey));
    }
}

/// <param name="Times">ms.</param>
/// <param name="Lost">Not seen in time, or not taken.</param>
internal sealed record PageTimes(IReadOnlyList<double> Times, int Lost);
