using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Notifications;

/// <summary>Answers as Slack does, on 127.0.0.1: keeps messages by channel and time, and has bad hours when told to.</summary>
internal sealed class SlackReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private int _ts;

    private SlackReceiver()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/api/{method}", AnswerAsync);
        _app.MapPost("/incoming", async (HttpContext context) =>
        {
            if (Bad.TryDequeue(out var bad))
                return bad;
            Incoming.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!.AsObject());
            return Results.Text("ok");
        });
        _app.MapPost("/hook", async (HttpContext context) => Hooked.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!));
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "/api/");

    /// <summary>Calls that went well, in their order: method and body.</summary>
    public ConcurrentQueue<(string Method, JsonObject Body)> Calls { get; } = [];

    /// <summary>An incoming webhook.</summary>
    public Uri HookUrl => new(Url, "/incoming");

    /// <summary>What came to it and was taken.</summary>
    public ConcurrentQueue<JsonObject> Incoming { get; } = [];

    /// <summary>What came to the address that buttons are answered at.</summary>
    public ConcurrentQueue<JsonNode> Hooked { get; } = [];

    /// <summary>Bad answers to give before good ones.</summary>
    public ConcurrentQueue<IResult> Bad { get; } = [];

    public int Refused { get; private set; }

    public static async Task<SlackReceiver> StartAsync()
    {
        var receiver = new SlackReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public IEnumerable<JsonObject> Posted => Calls.Where(static call => call.Method == "chat.postMessage" && call.Body["thread_ts"] is null).Select(static call => call.Body);

    public IEnumerable<JsonObject> Updated => Calls.Where(static call => call.Method == "chat.update").Select(static call => call.Body);

    public IEnumerable<JsonObject> Replies => Calls.Where(static call => call.Body["thread_ts"] is not null).Select(static call => call.Body);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer xoxb-test")
            return Results.Json(new { ok = false, error = "invalid_auth" });
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        lock (_gate)
        {
            if (Bad.TryDequeue(out var bad))
            {
                Refused++;
                return bad;
            }

            if (body["blocks"]!.ToJsonString().Length > 13_000)
                return Results.Json(new { ok = false, error = "msg_blocks_too_long" });
            Calls.Enqueue((method, body));
            var ts = method == "chat.update" ? body["ts"]!.GetValue<string>() : $"1700000000.{++_ts:000000}";
            return Results.Json(new { ok = true, channel = "C024BE91L", ts });
        }
    }
}
