using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.People;

public sealed class FollowersPageTests
{
    [Fact]
    public async Task Administrators_count_followers_see_no_address_and_remove_one_that_is_typed_as_a_whole()
    {
        await using var app = await PeopleApp.StartAsync();
        var (store, now) = (app.App.Services.GetRequiredService<IFollowerStore>(), TimeProvider.System.GetUtcNow());
        var seal = new FollowSeal(FollowSecret.HashOf("secret"), [1]);
        await store.AskAsync(new("grace.hopper@example.org", "en", []), seal, 10, now, default);
        await app.AddAsync("Ada", Role.Administrator);
        using var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/people/followers");
        Assert.Contains("g…@e….org", browser.Text, StringComparison.Ordinal);
        Assert.Contains("1 address has not said yes yet", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grace", browser.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        await browser.SendAsync("remove", ("Entry.Address", "grace"));
        Assert.Contains("Give a whole e-mail address", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("remove", ("Entry.Address", "nobody@example.org"));
        Assert.Contains("Nobody follows with that address.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("remove", ("Entry.Address", "Grace.Hopper@Example.org"));
        Assert.Contains("The address is removed", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("grace", browser.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await store.CountAsync(1, default)).Waiting);
        Assert.StartsWith("person:", Assert.Single(await app.JournalAsync("follower.removed")).Actor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_even_how_many_there_are()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Bo", Role.Editor);
        using var browser = await app.SignInAsync("Bo");
        await browser.OpenAsync("/people/followers");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }
}
