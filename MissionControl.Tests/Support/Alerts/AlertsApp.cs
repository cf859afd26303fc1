using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>The real app outside Development with an inbox that remembers, a catalog of its own and a token for alerts.</summary>
internal sealed class AlertsApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private AlertsApp()
    {
    }

    public RememberedAlerts Inbox { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public Uri Address => new(App.Urls.First());

    public HttpClient Client { get; } = new();

    /// <summary>A secret with the scope <c>alerts:write</c>.</summary>
    public string Token { get; private set; } = "";

    public static Task<AlertsApp> StartAsync() => StartAsync("", null);

    /// <param name="catalog">YAML beside the organisation.</param>
    public static async Task<AlertsApp> StartAsync(string catalog, Action<WebApplicationBuilder>? configure)
    {
        var started = new AlertsApp();
        var folder = Directory.CreateDirectory(started._folder["catalog"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "catalog.yaml"), $"organisation: {{ name: Rentals, zone: UTC }}\n{catalog}\n");
        started.App = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Data", started._folder["data"], "--MissionControl:Catalog", folder],
            builder =>
            {
                builder.Services.AddSingleton<IAlertIntake>(started.Inbox);
                configure?.Invoke(builder);
            });
        await started.App.StartAsync();
        started.Client.BaseAddress = started.Address;
        started.Token = await started.TokenAsync("alerts:write");
        await Eventually.Holds(() => started.App.Services.GetRequiredService<DefinitionsFeed>().Current.Version > 0);
        Assert.Empty(started.App.Services.GetRequiredService<DefinitionsFeed>().Current.Problems);
        return started;
    }

    public async Task<string> TokenAsync(string scope) =>
        (await App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", [scope], null), Actor.System, default)).Issued!.Secret;

    /// <summary>With the token.</summary>
    public async Task<Answer> SendAsync(string address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", Token);
        return await SendAsync(request);
    }

    /// <summary>As it is.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await Client.SendAsync(request);
        return new(answer.StatusCode, answer.Headers.RetryAfter?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        _folder.Dispose();
    }

    internal sealed record Answer(HttpStatusCode Status, string? RetryAfter, string Body)
    {
        public string Detail => JsonElement.Parse(Body).GetProperty("detail").GetString()!;

        /// <summary>The fields that are wrong, in their order.</summary>
        public string Fields => string.Join(',', JsonElement.Parse(Body).GetProperty("errors").EnumerateObject().Select(static error => error.Name));
    }
}
