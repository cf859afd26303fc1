using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Audit;

/// <summary>The page as it comes over the wire: it needs neither scripts nor a circuit.</summary>
public sealed class AuditPageTests : IAsyncLifetime
{
    private AuditApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AuditApp.StartAsync();
        await AppendAsync(new("tile.state", "sign-ins", Actor.System, A.Moment, new() { ["before"] = "TooFew", ["after"] = "Off", ["value"] = 0.4 }));
        await AppendAsync(new("settings.changed", "settings", Actor.System, A.Moment.AddMinutes(1), new()
        {
            ["before"] = new JsonObject { ["Data"] = "/a", ["Gone"] = "1" },
            ["after"] = new JsonObject { ["Data"] = "<b>/b</b>" },
        }));
        await AppendAsync(new("session.ended", "", new Actor("person:9", "192.0.2.9"), A.Moment.AddMinutes(2), []));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_newest_come_first_each_in_plain_words()
    {
        var page = await OpenAsync("/audit");
        Assert.Equal(["Session ended", "Settings changed: Data, Gone", "sign-ins went from Too few to Off"], Texts(page, ".audit-what"));
        Assert.Equal(["Person 9", "Mission Control", "Mission Control"], Texts(page, ".audit-who"));
        Assert.Empty(page.QuerySelectorAll("[data-live], [rel=next]"));
    }

    [Fact]
    public async Task An_entry_tells_before_and_after_and_where_it_came_from()
    {
        var items = (await OpenAsync("/audit")).QuerySelectorAll(".audit-list li");
        Assert.Contains("192.0.2.9", items[0].QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("addressSeal", items[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["Data/a<b>/b</b>", "Gone1–"], Texts(items[1], "tbody tr"));
        Assert.Equal(["valueTooFewOff"], Texts(items[2], "tbody tr"));
        Assert.Equal("0.4", items[2].QuerySelector("dd.audit-value")!.TextContent);
    }

    [Theory]
    [InlineData("?words=normal", 0)]
    [InlineData("?words=few", 1)]
    [InlineData("?kind=settings.changed&actor=&subject=&from=&to=", 1)]
    [InlineData("?actor=person:9", 1)]
    [InlineData("?subject=sign-ins", 1)]
    // Rome is an hour ahead of UTC.
    [InlineData("?from=2026-11-21T03:05&to=2026-11-21T03:06", 1)]
    public async Task The_form_searches(string query, int found)
    {
        var page = await OpenAsync("/audit" + query);
        Assert.Equal(found, page.QuerySelectorAll(".audit-list li").Length);
        if (found == 0)
            Assert.Equal("Nothing in the journal fits.", page.QuerySelector(".panel > .quiet")!.TextContent);
    }

    [Fact]
    public async Task What_was_looked_for_stands_in_the_form_and_in_the_address_of_the_export()
    {
        var page = await OpenAsync("/audit?words=%22%3E%3Cscript%3E&kind=settings.changed&actor=a%26b&from=2026-11-21T03:00");
        Assert.Equal("\"><script>", page.QuerySelector("#audit-words")!.GetAttribute("value"));
        Assert.Equal("settings.changed", page.QuerySelector("#audit-kind option[selected]")!.GetAttribute("value"));
        Assert.Equal("/api/v1/audit.jsonl?words=%22%3E%3Cscript%3E&kind=settings.changed&actor=a%26b&from=2026-11-21T02%3A00%3A00Z", page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_time_that_is_none_is_told_beside_its_field_and_nothing_is_searched()
    {
        var page = await OpenAsync("/audit?from=yesterday&to=2026-11-21T03:00");
        Assert.Equal(("Give a day and a time, or nothing.", "true"), (page.QuerySelector("#audit-from-says")!.TextContent, page.QuerySelector("#audit-from")!.GetAttribute("aria-invalid")));
        Assert.Empty(page.QuerySelectorAll(".audit-list, a[download]"));
        page = await OpenAsync("/audit?from=2026-11-21T03:00&to=2026-11-21T03:00");
        Assert.Equal("It must lie after the beginning.", page.QuerySelector("#audit-to-says")!.TextContent);
    }

    [Fact]
    public async Task Older_pages_follow_with_the_same_filter()
    {
        for (var number = 0; number < 60; number++)
            await AppendAsync(new("tile.state", "other", Actor.System, A.Moment.AddHours(1), []));
        var page = await OpenAsync("/audit?kind=tile.state");
        var older = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.Equal("/audit?kind=tile.state&before=14", older);
        Assert.Equal(11, (await OpenAsync(older)).QuerySelectorAll(".audit-list li").Length);
    }

    [Fact]
    public async Task A_link_to_the_audit_is_on_every_page_of_an_administrator_and_on_no_other()
    {
        Assert.NotNull((await OpenAsync("/")).QuerySelector("nav a[href='/audit']"));
        using var viewer = await _app.GetAsync("/", Role.Viewer);
        Assert.DoesNotContain("/audit", await viewer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(IParentNode page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    private Task<JournalEntry> AppendAsync(JournalFact fact) => _app.Journal.AppendAsync(fact, default);

    private async Task<IDocument> OpenAsync(string address)
    {
        using var answer = await _app.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
