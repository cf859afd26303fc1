using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Notifications;

/// <summary>Takes webhooks on 127.0.0.1 and checks their signature as docs/telling.md says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    public const string Secret = "webhook-secret";

    private readonly WebApplication _app;

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/hook", (Delegate)TakeAsync);
        _app.MapPost("/elsewhere", static () => Results.Redirect("/hook", permanent: false, preserveMethod: true));
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "/hook");

    public ConcurrentQueue<Hook> Taken { get; } = [];

    /// <summary>Statuses to answer before good ones, with what to send as Retry-After.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Bad { get; } = [];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (Bad.TryDequeue(out var bad))
        {
            context.Response.Headers.RetryAfter = bad.RetryAfter;
            return Results.StatusCode(bad.Status);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var parts = context.Request.Headers["X-Mission-Control-Signature"].ToString().Split(',');
        var signed = Encoding.UTF8.GetBytes($"{parts[0]["t=".Length..]}.").Concat(body.ToArray()).ToArray();
        var isSigned = parts[1] == "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        Taken.Enqueue(new(context.Request.Headers["Idempotency-Key"].ToString(), JsonNode.Parse(body.ToArray())!.AsObject(), isSigned, TimeProvider.System.GetUtcNow()));
        return Results.Ok();
    }
}

internal sealed record Hook(string Key, JsonObject Body, bool IsSigned, DateTimeOffset At);
