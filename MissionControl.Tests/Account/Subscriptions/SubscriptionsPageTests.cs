using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account.Subscriptions;

public sealed class SubscriptionsPageTests
{
    private const string Page = "/account/subscriptions";

    [Fact]
    public async Task A_viewer_subscribes_and_takes_it_back()
    {
        await using var app = await StartAsync();
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync(Page);
        await browser.SendAsync("add", ("Entry.Audience", "ProductLead"), ("Entry.Urgency", "Warning"), ("Entry.Services", "identity"), ("Entry.QuietFrom", "22:00"), ("Entry.QuietTo", "07:00"));
        var made = Assert.Single(await app.App.Services.GetRequiredService<ISubscriptionStore>().ReadAsync(ada.Id, default));
        Assert.Equal((Audience.ProductLead, Urgency.Warning, new TimeOnly(22, 0), new TimeOnly(7, 0)), (made.Audience, made.AtLeast, made.QuietFrom, made.QuietTo));
        Assert.Equal<string>(["identity"], made.Services);
        Assert.StartsWith("Warnings and critical alerts on ", browser.Page.QuerySelector(".tokens b")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing from 22:00 to 07:00", browser.Page.QuerySelector(".tokens span")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ada.ActorId, Assert.Single(await app.JournalAsync("subscription.added")).Actor);
        await browser.OpenAsync(Page);
        await browser.SendAsync($"remove-{made.Id}");
        Assert.Empty(await app.App.Services.GetRequiredService<ISubscriptionStore>().ReadAsync(ada.Id, default));
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_kept()
    {
        await using var app = await StartAsync();
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync(Page);
        await browser.SendAsync("add", ("Entry.Audience", "ProductLead"), ("Entry.Services", "nowhere"), ("Entry.QuietFrom", "22:00"));
        Assert.Equal("Give both times, or neither.", browser.Page.QuerySelector("#sub-quiet-says")!.TextContent);
        Assert.Equal("One of these services is no longer in the catalog.", browser.Page.QuerySelector("#sub-services-says")!.TextContent);
        Assert.Empty(await app.App.Services.GetRequiredService<ISubscriptionStore>().ReadAsync(ada.Id, default));
    }

    [Fact]
    public async Task A_test_goes_to_ones_own_address_and_only_one_oneself_sees_what_became_of_it_here()
    {
        await using var app = await StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        await app.AddAsync("Bo", Role.Viewer);
        var (ada, bo) = (await app.SignInAsync("Ada"), await app.SignInAsync("Bo"));
        await ada.OpenAsync(Page);
        await ada.SendAsync("test");
        Assert.Contains("A test to ada@example.org is on its way", ada.Text, StringComparison.Ordinal);
        // The demo catalog names no mail server.
        await Eventually.Holds(async () => (await ada.OpenAsync(Page)).QuerySelector(".told-problem")?.TextContent == "The catalog names no mail server");
        Assert.Empty((await bo.OpenAsync(Page)).QuerySelectorAll(".told-list li"));
    }

    private static async Task<PeopleApp> StartAsync()
    {
        var app = await PeopleApp.StartAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        await app.App.Services.GetRequiredService<BoardFeed>().NextAsync(0, deadline.Token);
        return app;
    }
}
