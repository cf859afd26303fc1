using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support;

/// <summary>The real app without what samples, with addresses that only tests have, asked from whichever loopback address.</summary>
internal sealed class GuardedApp : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();

    private GuardedApp()
    {
    }

    public WebApplication App { get; private set; } = null!;

    public Uri Address => new(App.Urls.First());

    public static Task<GuardedApp> StartAsync(string environment = "Development") => StartAsync(environment, []);

    public static async Task<GuardedApp> StartAsync(string environment, string[] more)
    {
        var started = new GuardedApp();
        started.App = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", environment, "--MissionControl:Data", started._data.Path, .. more],
            builder => builder.WithoutBackground());
        var tries = started.App.MapGroup("").OpenToAnyone("for tests");
        tries.MapPost("/try/sign-in", static async (HttpContext context) => (await context.Request.ReadFormAsync()).Count).RequireRateLimiting(RateLimits.SignIn);
        tries.MapPost("/try/reset", static () => "tried").RequireRateLimiting(RateLimits.Reset);
        tries.MapPost("/api/v1/try-intake", static (JsonElement body) => body.ValueKind.ToString()).RequireRateLimiting(RateLimits.Intake).TakesUpTo(100 * 1024);
        tries.MapPost("/api/v1/try-usual", static (JsonElement body) => body.ValueKind.ToString());
        tries.MapGet("/api/v1/try-slow", static async (CancellationToken cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return "never";
        }).WithRequestTimeout(new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(50), TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
        await started.App.StartAsync();
        return started;
    }

    /// <summary>A client that comes from that address of 127.0.0.0/8.</summary>
    public HttpClient From(string address) => new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
    {
        BaseAddress = Address,
    };

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _data.Dispose();
    }
}
