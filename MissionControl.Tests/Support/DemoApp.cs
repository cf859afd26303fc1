using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support;

/// <summary>The real app with the demo catalog and a data folder of its own, on a free port, started and with a board.</summary>
public sealed class DemoApp : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _data = new();
    private WebApplication? _app;

    /// <summary>Knows the app's address.</summary>
    public HttpClient Client { get; } = new();

    public WebApplication App => _app ?? throw new InvalidOperationException("The app has not started.");

    public async Task InitializeAsync()
    {
        _app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Data", _data.Path]);
        // Addresses that only tests have: one that fails, and one that wants a number.
        _app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("the password is hunter2")).OpenToAnyone("for tests");
        _app.MapGet("/api/v1/number", (int n) => n).OpenToAnyone("for tests");
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.First());
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        await _app.Services.GetRequiredService<BoardFeed>().NextAsync(0, deadline.Token);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        _data.Dispose();
    }
}
