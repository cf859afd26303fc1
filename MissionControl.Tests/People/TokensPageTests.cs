using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.People;

/// <summary>The page as a browser without scripts uses it.</summary>
public sealed class TokensPageTests : IDisposable
{
    private static readonly Uri Page = new("/people/tokens", UriKind.Relative);
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task An_administrator_issues_a_token_that_is_shown_once()
    {
        await using var app = await StartAsync(Role.Administrator);
        using var client = Client(app);
        var issued = await SendAsync(client, Form(await OpenAsync(client), "issue"), ("Entry.Name", "Deploys"), ("Entry.Scopes", "changes:write"), ("Entry.Scopes", "read"), ("Entry.Life", "90d"));
        var secret = issued.QuerySelector(".secret")!.TextContent;
        var lookup = await app.Services.GetRequiredService<TokenBook>().FindAsync(secret, default);
        Assert.Equal((TokenFinding.Good, "Deploys"), (lookup.Finding, lookup.Token?.Name));
        Assert.Equal(TimeSpan.FromDays(90), lookup.Token?.ExpiresAt - lookup.Token?.IssuedAt);
        var again = await OpenAsync(client);
        Assert.Null(again.QuerySelector(".secret"));
        Assert.Equal("Deploys", again.QuerySelector(".tokens b")?.TextContent);
        Assert.DoesNotContain(secret, again.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var entry = Assert.Single(await app.Services.GetRequiredService<IJournal>().ReadAfterAsync(0, 10, default), entry => entry.Kind == "token.issued");
        Assert.Equal("person:7", entry.Actor);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var app = await StartAsync(Role.Administrator);
        using var client = Client(app);
        var page = await SendAsync(client, Form(await OpenAsync(client), "issue"), ("Entry.Name", "  "), ("Entry.Life", "30d"));
        Assert.Equal("Give it a name that says what uses it.", page.QuerySelector("#token-name-says")!.TextContent);
        Assert.StartsWith("Choose what it may do", page.QuerySelector("#token-scope-says")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("30d", page.QuerySelector("#token-life option[selected]")!.GetAttribute("value"));
        Assert.Empty(app.Services.GetRequiredService<TokenBook>().All);
    }

    [Fact]
    public async Task A_form_without_a_life_issues_nothing_that_lasts_for_ever()
    {
        await using var app = await StartAsync(Role.Administrator);
        using var client = Client(app);
        await SendAsync(client, Form(await OpenAsync(client), "issue"), ("Entry.Name", "Deploys"), ("Entry.Scopes", "read"), ("Entry.Life", "soon"));
        Assert.Empty(app.Services.GetRequiredService<TokenBook>().All);
    }

    [Fact]
    public async Task An_administrator_revokes_a_token()
    {
        await using var app = await StartAsync(Role.Administrator);
        var book = app.Services.GetRequiredService<TokenBook>();
        var issued = (await book.IssueAsync(new("old", ["read"], null), Actor.System, default)).Issued!;
        using var client = Client(app);
        var page = await SendAsync(client, Form(await OpenAsync(client), $"revoke-{issued.Token.Id}"));
        Assert.StartsWith("Revoked", page.QuerySelector(".tokens dd")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(TokenFinding.Revoked, (await book.FindAsync(issued.Secret, default)).Finding);
    }

    [Fact]
    public async Task A_form_that_another_site_sends_is_refused()
    {
        await using var app = await StartAsync(Role.Administrator);
        using var client = Client(app);
        using var forged = new FormUrlEncodedContent([new("_handler", "issue"), new("Entry.Name", "evil"), new("Entry.Scopes", "read")]);
        using var answer = await client.PostAsync(Page, forged);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(app.Services.GetRequiredService<TokenBook>().All);
    }

    [Fact]
    public async Task An_editor_may_not_see_it()
    {
        await using var app = await StartAsync(Role.Editor);
        using var client = Client(app);
        using var answer = await client.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<WebApplication> StartAsync(Role role)
    {
        var app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Data", _data.Path], PersonScheme.Of(role));
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static async Task<IHtmlDocument> OpenAsync(HttpClient client) => Parse(await client.GetStringAsync(Page));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static IElement Form(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("form").Single(form => form.QuerySelector("[name=_handler]")?.GetAttribute("value") == name);

    private static async Task<IHtmlDocument> SendAsync(HttpClient client, IElement form, params (string Name, string Value)[] typed)
    {
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(hidden.Concat(typed).Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        using var answer = await client.PostAsync(Page, content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Parse(await answer.Content.ReadAsStringAsync());
    }
}
