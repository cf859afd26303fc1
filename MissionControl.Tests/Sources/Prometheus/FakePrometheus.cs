using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>One request as the fake saw it.</summary>
internal sealed record Asked(string Path, IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, string> Headers)
{
    public string Query => Form["query"];
}

/// <summary>An HTTP server that answers what the test scripts, also what a Prometheus never would.</summary>
internal sealed class FakePrometheus : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrived = new(0);

    private FakePrometheus(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var asked = new Asked(
                context.Request.Path,
                form.ToDictionary(field => field.Key, field => field.Value.ToString()),
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
            Requests.Enqueue(asked);
            _arrived.Release();
            context.Response.Headers[HeaderNames.Date] = HeaderUtilities.FormatDate(clock.GetUtcNow() + Skew);
            await Script(asked, context.Response);
        });
    }

    /// <summary>What every request is answered.</summary>
    public Func<Asked, HttpResponse, Task> Script { get; set; } = (_, response) => Vector(response, 1);

    public ConcurrentQueue<Asked> Requests { get; } = [];

    /// <summary>How far the fake's clock is ahead of the test's.</summary>
    public TimeSpan Skew { get; set; }

    public Uri Url => new(_app.Urls.First());

    public static async Task<FakePrometheus> StartAsync(TimeProvider clock)
    {
        var fake = new FakePrometheus(clock);
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Once for every request that has come in.</summary>
    public async Task ArrivedAsync() => Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(20)), "No request came.");

    public void Answers(string json) => Answers(200, "application/json", json);

    public void Answers(int status, string type, string body) => Script = (_, response) => Write(response, status, type, body);

    public static Task Vector(HttpResponse response, double value) =>
        Write(response, 200, "application/json", $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1795228460,"{{{value}}}"]}]}}""");

    public static Task Hang(HttpResponse response) => Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted);

    public static async Task Write(HttpResponse response, int status, string type, string body)
    {
        response.StatusCode = status;
        if (type.Length > 0)
            response.ContentType = type;
        await response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
