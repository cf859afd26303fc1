using System.Collections.Immutable;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Support.Prometheus;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Support.Alerts;

/// <summary>
/// The whole real app outside Development, nothing replaced but that a Viewer looks at it. It tells a Slack and a webhook, at every hour. It may be
/// stopped and started anew over the same data at the same address.
/// </summary>
internal sealed class TellingApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    private TellingApp()
    {
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{PrometheusServer.FindFreePort()}");

    public SlackReceiver Slack { get; private set; } = null!;

    public WebhookReceiver Hooks { get; private set; } = null!;

    public AlertsSnapshot Alerts => Get<AlertFeed>().Current;

    public static async Task<TellingApp> StartAsync()
    {
        var started = new TellingApp { Slack = await SlackReceiver.StartAsync(), Hooks = await WebhookReceiver.StartAsync() };
        Directory.CreateDirectory(started._folder["catalog"]);
        await File.WriteAllTextAsync(Path.Combine(started._folder["catalog"], "catalog.yaml"), started.Catalog());
        await started.StartAgainAsync();
        return started;
    }

    public async Task StartAgainAsync()
    {
        _app = MissionApp.Create(
            ["--urls", Address.GetLeftPart(UriPartial.Authority), "--environment", "Production", "--MissionControl:Data", _folder["data"], "--MissionControl:Catalog", _folder["catalog"]],
            PersonScheme.Of(Role.Viewer));
        await _app.StartAsync();
        await Eventually.Holds(() => Get<DefinitionsFeed>().Current.Version > 0);
        Assert.Empty(Get<DefinitionsFeed>().Current.Problems);
    }

    public async Task StopAsync()
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>A secret with the scope <c>alerts:write</c>.</summary>
    public async Task<string> TokenAsync() => (await Get<TokenBook>().IssueAsync(new("test", ["alerts:write"], null), Actor.System, default)).Issued!.Secret;

    /// <summary>All that came in and was taken, the oldest first.</summary>
    public Task<ImmutableArray<NumberedBatch>> ReadLogAsync(long after) => Get<IAlertStore>().ReadAfterAsync(after, 10_000, default);

    public Task<ImmutableArray<Letter>> ReadLettersAsync() => Get<ILetterStore>().SearchAsync(new(null, null, 0, 1000), default);

    public async Task<IHtmlDocument> OpenAlertsAsync() => new HtmlParser().ParseDocument(await _client.GetStringAsync(new Uri(Address, "/alerts")));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Slack.DisposeAsync();
        await Hooks.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private T Get<T>()
        where T : notnull => (_app ?? throw new InvalidOperationException("The app is stopped.")).Services.GetRequiredService<T>();

    // The senders say critical and the catalog warning: what is decided before the catalog is read would be seen.
    private string Catalog() =>
        $$"""
        organisation: { name: Rentals, zone: UTC }
        services:
          - { id: search, name: Search, description: Finds unicorns. }
        calendars:
          - id: always
            name: Always
            zone: UTC
            week: { {{string.Join(", ", Enum.GetNames<DayOfWeek>().Select(static day => $"{day.ToLowerInvariant()}: {{ from: \"00:00\", to: \"23:59\" }}"))}} }
        alerts:
          - { id: queue-too-long, name: Search waits in a queue, match: { alertname: QueueTooLong }, urgency: warning, impact: Renters wait., remedy: Add a worker., wakes: true }
          - { id: queue-miscounted, name: The queue lost count, match: { alertname: QueueMiscounted }, urgency: warning, impact: Nobody knows., remedy: Count again., wakes: true }
        destinations:
          - { id: ops, slack: { token: xoxb-test, channel: C024BE91L, signingSecret: shh, url: "{{Slack.Url}}" } }
          - { id: machine, webhook: { url: "{{Hooks.Url}}", secret: {{WebhookReceiver.Secret}}, internal: true } }
        routes:
          - { id: to-ops, to: ops, audience: Responder, calendar: always }
          - { id: to-machine, to: machine, audience: Responder, calendar: always }
        """;
}
