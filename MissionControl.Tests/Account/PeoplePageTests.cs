using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Account;

/// <summary>The administrator's page as a browser without scripts uses it.</summary>
public sealed class PeoplePageTests
{
    [Fact]
    public async Task An_administrator_invites_changes_and_disables()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Administrator);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/people");
        await ada.SendAsync("invite", ("Entry.Name", "Bob"), ("Entry.Email", "bob@example.org"), ("Entry.Role", "Responder"));
        var link = new Uri(ada.Page.QuerySelector(".secret")!.TextContent).PathAndQuery;
        var bob = app.Browser();
        await bob.OpenAsync(link);
        await bob.SendAsync("welcome", ("Entry.Password", PeopleApp.Password), ("Entry.Again", PeopleApp.Password));
        await bob.OpenAsync("/people");
        Assert.Equal("/denied", bob.At);

        var id = Id(await app.JournalAsync("person.invited"));
        await ada.OpenAsync("/people");
        Assert.DoesNotContain(link[^20..], ada.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await ada.SendAsync($"MakeAdministrator-{id}");
        await bob.OpenAsync("/people");
        Assert.Equal("/people", bob.At);

        await ada.SendAsync($"Disable-{id}");
        await bob.OpenAsync("/people");
        Assert.StartsWith("/sign-in", bob.At, StringComparison.Ordinal);
        var role = Assert.Single(await app.JournalAsync("person.role"));
        Assert.Contains("\"after\":\"Administrator\",\"before\":\"Responder\"", role.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_is_told_that_they_are()
    {
        await using var app = await PeopleApp.StartAsync();
        var person = await app.AddAsync("Ada", Role.Administrator);
        var ada = await app.SignInAsync("Ada");
        foreach (var change in (string[])["Disable", "MakeViewer"])
        {
            await ada.OpenAsync("/people");
            await ada.SendAsync($"{change}-{person.Id}");
            Assert.Equal("This is the last administrator. Make another one first.", ada.Page.QuerySelector("[role=alert]")!.TextContent);
        }
    }

    [Fact]
    public async Task A_wall_link_shows_the_wall_and_nothing_else_until_it_is_revoked()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Administrator);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/people");
        await ada.SendAsync("wall", ("Wall.Name", "Office 3"));
        var link = new Uri(ada.Page.QuerySelector(".secret")!.TextContent).PathAndQuery;
        var wall = app.Browser();
        await wall.OpenAsync(link);
        Assert.Equal("/wall", wall.At);
        foreach (var address in (string[])["/", "/bpm/sign-in-success", "/account", "/people", "/api/v1/board"])
        {
            await wall.OpenAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, wall.Status);
        }

        var id = Id(await app.JournalAsync("wall.added"));
        await ada.SendAsync($"revoke-wall-{id}");
        await wall.OpenAsync("/wall");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, wall.Status);
        Assert.DoesNotContain("sign in", wall.Page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        await wall.OpenAsync(link);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, wall.Status);
    }

    [Theory]
    [InlineData("short", null, "A password has 12 to 128 characters; a few words are easy to remember.")]
    [InlineData("password1234", null, "That password is among the first that are tried. Choose another.")]
    [InlineData("abcabcabcabc", null, "That password is among the first that are tried. Choose another.")]
    [InlineData("01234567890123", null, "That password is among the first that are tried. Choose another.")]
    [InlineData("my name is ada here", null, "That password is among the first that are tried. Choose another.")]
    [InlineData("unicorns eat hay at noon", "unicorns eat hay at moon", "The two are not the same.")]
    [InlineData("unicorns eat hay at noon", "unicorns eat hay at noon", null)]
    public void A_password_is_long_and_not_the_first_that_is_tried(string password, string? again, string? words) =>
        Assert.Equal(words, AccountRules.CheckPassword(password, again, "ada@example.org").FirstOrDefault()?.Words);

    private static string Id(IReadOnlyList<Core.Journal.JournalEntry> entries) => Assert.Single(entries).Subject;
}
