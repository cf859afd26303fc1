using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MissionControl.Bench.Alerts;

/// <summary>Takes what is told by webhook, and notes when it came.</summary>
internal sealed class ToldReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Body, long At)> _came = [];
    private readonly WebApplication _app;

    private ToldReceiver(WebApplication app) => _app = app;

    public string Catalog => $"""
        destinations:
          - id: machine
            webhook: {"{"} url: "{_app.Urls.First()}/in", secret: a-secret-that-only-the-bench-knows, internal: true {"}"}
        routes:
          - {"{"} id: machine, to: machine, audience: Responder, wakes: false {"}"}

        """;

    public int Count => _came.Count;

    public static async Task<ToldReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var receiver = new ToldReceiver(app);
        app.MapPost("/in", async (HttpRequest request) =>
        {
            var at = Stopwatch.GetTimestamp();
            using var reader = new StreamReader(request.Body);
            receiver._came.Enqueue((await reader.ReadToEndAsync(), at));
        });
        await app.StartAsync();
        return receiver;
    }

    /// <summary>How long after the answer to the sender each of a number of new alerts, one at a time, was told; ms.</summary>
    public async Task<PageTimes> MeasureAsync(HttpClient client, Uri server, string name, int alerts)
    {
        Dictionary<string, long> answered = [];
        for (var number = 0; number < alerts; number++)
        {
            var text = $"told {name} {number:000}.";
            var body = $$$"""{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"{{{name}}}Told{{{number}}}x","severity":"critical"},"annotations":{"summary":"{{{text}}}"},"startsAt":"{{{TimeProvider.System.GetUtcNow().UtcDateTime:O}}}"}]}""";
            if (await AlertSender.SendAsync(client, new Uri(server, "/api/v1/alerts/alertmanager"), System.Text.Encoding.UTF8.GetBytes(body), CancellationToken.None) == 200)
                answered[text] = Stopwatch.GetTimestamp();
            // Not in step with the app's own rhythms.
            await Task.Delay(TimeSpan.FromMilliseconds(300 + (number * 37 % 300)), TimeProvider.System);
        }

        var waited = Stopwatch.GetTimestamp();
        while (answered.Keys.Any(text => Find(text) is null) && Stopwatch.GetElapsedTime(waited) < TimeSpan.FromSeconds(20))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var seen = answered.Select(one => (Answered: one.Value, Seen: Find(one.Key))).Where(static one => one.Seen is not null)
            .Select(static one => Math.Max(0, (one.Seen!.Value - one.Answered) * 1000.0 / Stopwatch.Frequency)).ToList();
        return new(seen, alerts - seen.Count);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private long? Find(string text)
    {
        foreach (var (body, at) in _came)
            if (body.Contains(text, StringComparison.Ordinal))
                return at;
        return null;
    }
}
