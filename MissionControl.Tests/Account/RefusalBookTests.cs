using System.Net;
using MissionControl.Core.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account;

public sealed class RefusalBookTests
{
    [Fact]
    public async Task Whoever_wants_what_they_may_not_stands_in_the_journal_once()
    {
        await using var app = await PeopleApp.StartAsync();
        var ada = await app.AddAsync("Ada", Role.Viewer);
        var browser = await app.SignInAsync("Ada");
        for (var time = 0; time < 3; time++)
            await browser.OpenAsync("/people");
        var entry = Assert.Single(await app.JournalAsync("access.refused"));
        Assert.Equal(($"person:{ada.Id}", "/people"), (entry.Actor, "/" + entry.Subject.TrimStart('/')));
        Assert.NotNull(entry.From);
    }

    [Fact]
    public async Task Strangers_do_not_fill_the_journal()
    {
        await using var app = await PeopleApp.StartAsync();
        var browser = app.Browser();
        await browser.OpenAsync("/people");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(await app.JournalAsync("access.refused"));
    }
}
