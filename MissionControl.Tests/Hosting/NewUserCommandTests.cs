using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class NewUserCommandTests
{
    [Fact]
    public async Task Somebody_added_while_the_app_runs_signs_in_with_the_password_from_standard_input()
    {
        await using var app = await PeopleApp.StartAsync();
        var (exit, output, error) = await RunAsync(app, PeopleApp.Password + "\n", "--name", "Ada", "--email", "Ada@example.org", "--role", "editor", "--password-stdin");
        Assert.Equal(0, exit);
        Assert.DoesNotContain(PeopleApp.Password, output + error, StringComparison.Ordinal);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/account");
        Assert.Contains("Editor", browser.Text, StringComparison.Ordinal);
        Assert.Equal("system", Assert.Single(await app.JournalAsync("person.added")).Actor);
    }

    [Fact]
    public async Task Somebody_without_a_password_gets_a_link_that_is_good_once()
    {
        await using var app = await PeopleApp.StartAsync();
        var (exit, link, _) = await RunAsync(app, "", "--name=Bob", "--email=bob@example.org", "--role=Responder");
        Assert.Equal(0, exit);
        var browser = app.Browser();
        await browser.OpenAsync(link.Trim());
        Assert.Contains("Welcome, Bob", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("welcome", ("Entry.Password", PeopleApp.Password), ("Entry.Again", "something else"));
        Assert.Contains("The two are not the same.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("welcome", ("Entry.Password", PeopleApp.Password), ("Entry.Again", PeopleApp.Password));
        Assert.Equal("/", browser.At);
        var thief = app.Browser();
        await thief.OpenAsync(link.Trim());
        Assert.Contains("This link is not good any more", thief.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "usage:", "--name", "Ada")]
    [InlineData(2, "There is no role 'Admin'", "--name", "Ada", "--email", "ada@example.org", "--role", "Admin")]
    [InlineData(2, "There is no role '3'", "--name", "Ada", "--email", "ada@example.org", "--role", "3")]
    [InlineData(1, "email: Give an e-mail address", "--name", "Ada", "--email", "ada", "--role", "Viewer")]
    [InlineData(1, "password: A password has 12", "--name", "Ada", "--email", "ada@example.org", "--role", "Viewer", "--password-stdin")]
    public async Task What_is_wrong_is_said(int expected, string words, params string[] arguments)
    {
        await using var app = await PeopleApp.StartAsync();
        var (exit, _, error) = await RunAsync(app, "short\n", arguments);
        Assert.Equal(expected, exit);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Empty(await app.App.Services.GetRequiredService<IAccountStore>().ReadAsync(default));
    }

    [Fact]
    public async Task An_address_is_taken_once()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Viewer);
        var (exit, _, error) = await RunAsync(app, "", "--name", "Other", "--email", "ADA@example.org", "--role", "Viewer");
        Assert.Equal((1, "new-user: email: Somebody has that address already."), (exit, error.Trim()));
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(PeopleApp app, string input, params string[] arguments)
    {
        using var typed = new StringReader(input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await NewUserCommand.RunAsync([.. arguments, "--MissionControl:Data", app.Data], typed, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
