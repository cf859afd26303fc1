using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MissionControl.Bench;

/// <summary>Speaks as much of Prometheus's API as the app asks: every instant query answers another number, ranges a quiet rhythm.</summary>
internal sealed class FakePrometheus : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _number = 1000;

    private FakePrometheus(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>When each number was answered, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public ConcurrentDictionary<long, long> Answered { get; } = [];

    /// <summary>Says nothing any more.</summary>
    public bool Hangs { get; set; }

    public static async Task<FakePrometheus> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakePrometheus(builder.Build());
        fake._app.MapPost("/api/v1/query", async context => await fake.AnswerAsync(context, fake.Instant));
        fake._app.MapPost("/api/v1/query_range", async context => await fake.AnswerAsync(context, Range));
        await fake._app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<IFormCollection, string> answer)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var form = await context.Request.ReadFormAsync();
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer(form));
    }

    private string Instant(IFormCollection form)
    {
        var number = Interlocked.Increment(ref _number);
        Answered[number] = Stopwatch.GetTimestamp();
        return $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[{{{form["time"]}}},"{{{number}}}"]}]}}""";
    }

    private static string Range(IFormCollection form)
    {
        var (from, to, step) = (Number(form["start"]!), Number(form["end"]!), Number(form["step"]!));
        var noise = new Random(form["query"].ToString().Length);
        var json = new StringBuilder("""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[""");
        for (var at = from; at <= to; at += step)
            json.Append(at > from ? "," : "").Append(CultureInfo.InvariantCulture, $"[{at:0.###},\"{5000 + (2000 * Math.Sin(at / 86400 * 2 * Math.PI)) + (60 * noise.NextDouble()):0.0}\"]");
        return json.Append("]}]}}").ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
