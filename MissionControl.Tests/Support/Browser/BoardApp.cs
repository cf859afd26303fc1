using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionControl.Core.Board;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support.Browser;

/// <summary>The real app on a real port, with a board that the test fills and nothing that samples.</summary>
public sealed class BoardApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BoardApp(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static Task<BoardApp> StartAsync(BoardSnapshot board) => StartAsync(board, 0);

    public static async Task<BoardApp> StartAsync(BoardSnapshot board, int port)
    {
        var app = MissionApp.Create(["--urls", $"http://127.0.0.1:{port}", "--environment", "Development"], builder =>
        {
            // Whatever else would fill the board stays out.
            builder.WithoutBackground();
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        });
        var started = new BoardApp(app);
        started.Publish(board);
        await app.StartAsync();
        return started;
    }

    /// <summary>A port that is free now, for an app that must come back at the same address.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Publish(BoardSnapshot board) => _app.Services.GetRequiredService<BoardFeed>().Publish(board);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
