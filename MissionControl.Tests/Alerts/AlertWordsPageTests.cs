using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts;

/// <summary>The page as it comes over the wire: it needs neither scripts nor a circuit.</summary>
public sealed class AlertWordsPageTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task A_rule_is_shown_to_four_audiences_in_three_channels()
    {
        var page = await OpenAsync("/alerts/words?rule=record-sync-failed");
        Assert.Equal(["On-call engineers", "Product leads", "Data leads", "Stable managers"], Texts(page, ".words-audience h2"));
        Assert.Equal(4, page.QuerySelectorAll(".told-here").Length);
        Assert.Equal(4, page.QuerySelectorAll(".told-slack").Length);
        Assert.Equal(4, page.QuerySelectorAll(".told-mail").Length);
        Assert.Equal("This morning's list of unicorns is yesterday's", Texts(page, "#LocalOffice .told-here h4")[0]);
        Assert.Contains("Health papers at Example stable were not updated last night.", Texts(page, "#LocalOffice .told-here dd"));
        Assert.Empty(page.QuerySelectorAll(".words-gaps, [data-missing], [data-live]"));
        Assert.Equal("record-sync-failed", page.QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_nobody_has_written_is_marked_with_the_key_to_write_it_under()
    {
        var page = await OpenAsync("/alerts/words?rule=certificate-expires");
        Assert.Equal("- id: certificate-expires\n  remedy: …", page.QuerySelector("#Responder .words-gaps code")!.TextContent);
        Assert.Equal("- id: certificate-expires\n  for:\n    LocalOffice:\n      remedy: …", page.QuerySelector("#LocalOffice .words-gaps code")!.TextContent);
        Assert.Equal("Nobody has written what to do about this yet; owner: growth.", page.QuerySelector("#Responder .told-here [data-missing] dd")!.TextContent);
        Assert.Equal(12, page.QuerySelectorAll(".told [data-missing]").Length);
    }

    [Theory]
    [InlineData("Over", "It is over: “The booking site does not open”")]
    [InlineData("Unheard", "Not heard from: “The booking site does not open”")]
    [InlineData("CannotSee", "Cannot be seen: “The booking site does not open”")]
    [InlineData("whatever", "The booking site does not open")]
    public async Task It_can_be_looked_at_however_it_stands(string standing, string title) =>
        Assert.Equal(title, Texts(await OpenAsync($"/alerts/words?rule=app-down&as={standing}"), "#LocalOffice .told-here h4")[0]);

    [Fact]
    public async Task The_one_message_of_the_morning_is_shown_to_each_audience_too()
    {
        var page = await OpenAsync("/alerts/words?rule=app-down&as=Waited");
        Assert.All(Texts(page, ".told-here h4, .told-slack h4, .told-mail dd b"), static title => Assert.Contains("1 alert waited for you and is still open; 1 that you were told of is over; 1 more cleared itself", title, StringComparison.Ordinal));
        Assert.Equal(36, page.QuerySelectorAll(".told-waited li").Length);
        Assert.Equal(["▲ Critical: The booking site does not open", "✓ Cleared: This morning's list of unicorns is yesterday's"], Texts(page, "#LocalOffice .told-here .told-waited p:first-child b").Take(2));
    }

    [Fact]
    public async Task Our_own_rules_are_shown_too() =>
        Assert.Equal("Sign-ups cannot be seen", Texts(await OpenAsync("/alerts/words?rule=BpmStale:sign-ups"), "#DataLead .told-here h4")[0]);

    [Theory]
    [InlineData("?rule=no-such-rule", "There is no such rule")]
    [InlineData("?group=no-such-group", "This alert is not known any more")]
    [InlineData("?group=11111111-2222-3333-4444-555555555555", "This alert is not known any more")]
    public async Task What_does_not_exist_is_said(string query, string words) =>
        Assert.Equal(words, (await OpenAsync("/alerts/words" + query)).QuerySelector(".notice h2")!.TextContent);

    [Fact]
    public async Task A_live_group_is_shown_as_it_stands()
    {
        var feed = demo.App.Services.GetRequiredService<AlertFeed>();
        var group = new AlertCase().Group(AlertCase.Alert(("alertname", "SearchIndexOld"), ("instance", "<b>search-1</b>"))) with { Id = Guid.NewGuid() };
        feed.Publish(feed.Current with { Version = feed.Current.Version + 1, Open = [group] });

        var page = await OpenAsync($"/alerts/words?group={group.Id}");

        Assert.Equal("Search shows old results", Texts(page, "#Responder .told-here h4")[0]);
        Assert.Contains("<b>search-1</b>", page.QuerySelector("#Responder .told-here .told-details, #Responder .told-here dl")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("select"));
    }

    private async Task<IDocument> OpenAsync(string address)
    {
        using var answer = await demo.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static string[] Texts(IDocument page, string selector) => [.. page.QuerySelectorAll(selector).Select(static element => element.TextContent.Trim())];
}
