using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support;

/// <summary>The real app with a database of its own, in which nothing happens but what a test writes, in Rome.</summary>
internal sealed class AuditApp : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();

    private AuditApp(Role? always) => App = MissionApp.Create(
        ["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Data", _data.Path],
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider(A.Moment.AddDays(1)));
            SignedIn.Use(builder, always);
            builder.WithoutBackground();
        });

    public WebApplication App { get; }

    public HttpClient Client { get; } = new();

    public Uri Address => new(App.Urls.First());

    public IJournal Journal => App.Services.GetRequiredService<IJournal>();

    /// <param name="always">Who everybody is; <see langword="null"/> leaves it to each request's header.</param>
    public static async Task<AuditApp> StartAsync(Role? always = null)
    {
        var app = new AuditApp(always);
        await app.App.Services.MigrateStorageAsync(default);
        app.App.Services.GetRequiredService<BoardFeed>().Publish(new BoardBuilder(A.Moment).In("Europe/Rome").Build());
        await app.App.StartAsync();
        app.Client.BaseAddress = app.Address;
        return app;
    }

    public async Task<HttpResponseMessage> GetAsync(string address, Role? role = Role.Administrator, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (role is { } named)
            request.Headers.Add(SignedIn.Header, named.ToString());
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        _data.Dispose();
    }
}
