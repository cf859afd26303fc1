using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Alerts;

/// <summary>The page as a browser without scripts uses it, with a receiver behind it.</summary>
public sealed class ToldPageTests : IAsyncLifetime, IDisposable
{
    private const string Page = "/alerts/told";
    private readonly TemporaryFolder _folder = new();
    private WebhookReceiver _hooks = null!;

    public async Task InitializeAsync()
    {
        _hooks = await WebhookReceiver.StartAsync();
        Directory.CreateDirectory(_folder["catalog"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder["catalog"], "catalog.yaml"),
            $$"""
            organisation: { name: Test }
            destinations:
              - id: machine
                webhook: { url: "{{_hooks.Url}}", secret: {{WebhookReceiver.Secret}}, internal: true }
            """);
    }

    public Task DisposeAsync() => _hooks.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_responder_sends_a_test_and_sees_what_became_of_it()
    {
        await using var app = await StartAsync(Role.Responder);
        using var client = Client(app);
        var page = await SendAsync(client, Form(await OpenAsync(client, Page), "test-machine"));
        Assert.Contains("A test to machine is on its way", page.QuerySelector(".told-said")!.TextContent, StringComparison.Ordinal);
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.Equal(("Test", "A test from Mission Control"), (_hooks.Taken.Single().Body["kind"]!.GetValue<string>(), _hooks.Taken.Single().Body["title"]!.GetValue<string>()));
        await Eventually.Holds(async () => (await OpenAsync(client, Page)).QuerySelector(".told-list .told-when b")?.TextContent == "Sent");
        Assert.Contains(await app.Services.GetRequiredService<IJournal>().ReadAfterAsync(0, 100, default), static entry => entry is { Kind: "letter.test", Actor: "person:7" });
    }

    [Fact]
    public async Task A_responder_sends_a_dead_letter_again()
    {
        await using var app = await StartAsync(Role.Responder);
        using var client = Client(app);
        var letter = await DieAsync(app);
        Assert.Contains("no such path", (await OpenAsync(client, Page)).QuerySelector(".told-problem")!.TextContent, StringComparison.Ordinal);
        await SendAsync(client, Form(await OpenAsync(client, Page), $"again-{letter.Id}"));
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.Equal(letter.Id.ToString(), _hooks.Taken.Single().Key);
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_sends_nothing()
    {
        await using var app = await StartAsync(Role.Viewer);
        using var client = Client(app);
        var letter = await DieAsync(app);
        var page = await OpenAsync(client, Page);
        Assert.Contains("DiskFull for Responder", page.QuerySelector(".told-list")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".told form[method=post]"));
        using var forged = new FormUrlEncodedContent([new("_handler", $"again-{letter.Id}"), new("__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "")]);
        using var answer = await client.PostAsync(new Uri(Page, UriKind.Relative), forged);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(LetterState.Dead, Assert.Single(await app.Services.GetRequiredService<ILetterStore>().SearchAsync(new(null, null, 0, 10), default)).State);
    }

    [Fact]
    public async Task What_is_looked_for_is_found_page_by_page()
    {
        await using var app = await StartAsync(Role.Viewer);
        using var client = Client(app);
        var store = app.Services.GetRequiredService<ILetterStore>();
        for (var i = 0; i < 51; i++)
            await QueueAsync(store, Groups.Letter(Groups.Open($"Needle{i}"), "gone"));
        await QueueAsync(store, Groups.Letter(Groups.Open("Hay"), "gone"));
        var page = await OpenAsync(client, $"{Page}?words=needle");
        Assert.Equal(50, page.QuerySelectorAll(".told-list li").Length);
        Assert.Null(page.QuerySelector("[rel=prev]"));
        var older = await OpenAsync(client, page.QuerySelector("[rel=next]")!.GetAttribute("href")!);
        Assert.Single(older.QuerySelectorAll(".told-list li"));
        Assert.Null(older.QuerySelector("[rel=next]"));
        Assert.Contains("Nothing fits", (await OpenAsync(client, $"{Page}?words=nowhere&state=Sent&page=-3")).QuerySelector("[aria-labelledby=told-title]")!.TextContent, StringComparison.Ordinal);
    }

    private static Task QueueAsync(ILetterStore store, Letter letter) =>
        // Not before somebody is long gone, so that nobody delivers it.
        store.QueueAsync([new(Groups.Told(Groups.Open(), letter.Destination) with { Id = letter.Lane, Group = letter.Group }, letter with { NextAt = letter.NextAt.AddYears(9) })], Groups.Noon, default);

    private static async Task<Letter> DieAsync(WebApplication app)
    {
        var store = app.Services.GetRequiredService<ILetterStore>();
        var letter = Groups.Letter(Groups.Open(), "machine") with { NextAt = Groups.Noon.AddYears(9) };
        await store.QueueAsync([new(Groups.Told(Groups.Open(), "machine") with { Id = letter.Lane, Group = letter.Group }, letter)], Groups.Noon, default);
        await store.RecordAsync([new(letter with { State = LetterState.Dead, Problem = "no such path", Attempts = 3 }, null)], Groups.Noon, default);
        return letter;
    }

    private async Task<WebApplication> StartAsync(Role role)
    {
        var app = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Catalog", _folder["catalog"], "--MissionControl:Data", _folder["data"]], PersonScheme.Of(role));
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static async Task<IHtmlDocument> OpenAsync(HttpClient client, string address) => new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static IElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("form").Single(form => form.QuerySelector("[name=_handler]")?.GetAttribute("value") == name);

    private static async Task<IHtmlDocument> SendAsync(HttpClient client, IElement form)
    {
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(static input => new KeyValuePair<string, string>(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(hidden);
        using var answer = await client.PostAsync(new Uri(Page, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
