using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
using MissionControl.Core.Journal;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.StatusPage.Followers;

/// <summary>Following the page by mail as people outside do it: without scripts, against the real app and a real mail server.</summary>
public sealed class FollowPromiseTests
{
    [Fact]
    public async Task From_the_form_to_the_last_mail()
    {
        await using var app = await FollowApp.StartAsync();
        using var browser = new PlainBrowser(app.Address);
        await browser.OpenAsync("/status?show=booking");
        var form = browser.Page.QuerySelector("form[action='/status/follow']")!;
        Assert.Equal(["booking"], form.QuerySelectorAll("input[type=checkbox][checked]").Select(static input => input.GetAttribute("value")));
        await browser.SendAsync(form, ("email", "Ada@Example.org"), ("show", "booking"), ("lang", "en"), ("leave-empty", ""));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("A mail is on its way to Ada@example.org.", browser.Text, StringComparison.Ordinal);

        // A program that looks at mails follows the link; that alone does nothing.
        var confirm = "/status/follow/confirm/" + FollowerCase.TokenIn((await app.MailsAsync(1))[0], "confirm");
        await browser.OpenAsync(confirm);
        Assert.Contains("Mails go to A…@e….org. About: Booking.", browser.Text, StringComparison.Ordinal);
        var store = app.App.Services.GetRequiredService<IFollowerStore>();
        Assert.Equal(0, (await store.CountAsync(1, default)).Following);
        await browser.SendAsync(browser.Page.QuerySelector("form")!);
        Assert.Contains("You follow by e-mail", browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await store.CountAsync(1, default)).Following);

        var incident = await app.DeclareAsync();
        await app.SayAsync(incident, Phase.Investigating, "Booking fails for some.", "booking");
        var mail = (await app.MailsAsync(2))[1];
        Assert.Contains("Booking fails for some.", mail.Parts()[0], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));

        // What the mail program sends by itself (RFC 8058).
        var stop = new Uri(mail.Header("List-Unsubscribe").Trim('<', '>')).PathAndQuery;
        using var stranger = app.Stranger();
        using var content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var stopped = await stranger.PostAsync(new Uri(stop, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Equal((0, 0), await store.CountAsync(1, default) is var counts ? (counts.Following, counts.Waiting) : default);
        await browser.OpenAsync(stop);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);

        // Nothing more: bo, who asks after the next update is out, gets a mail after which ada's would have been.
        await app.SayAsync(incident, Phase.Resolved, "It is over.", "booking");
        using var bo = new FormUrlEncodedContent([new("email", "bo@example.org")]);
        (await stranger.PostAsync(new Uri("/status/follow", UriKind.Relative), bo)).Dispose();
        Assert.Equal(["bo@example.org"], (await app.MailsAsync(3))[2].To);
        Assert.Equal(3, app.Mails.Taken.Count);
        var journal = await app.App.Services.GetRequiredService<IJournal>().ReadAfterAsync(0, 1000, default);
        Assert.Contains(journal, static entry => entry is { Kind: "follower.joined", Actor: "visitor", From: null });
        Assert.All(journal, static entry => Assert.DoesNotContain("@example.org", entry.Body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_address_gets_the_same_answer_whether_it_is_known_or_not()
    {
        await using var app = await FollowApp.StartAsync();
        using var stranger = app.Stranger();
        async Task<string> AskAsync(string address)
        {
            using var form = new FormUrlEncodedContent([new("email", address)]);
            using var answer = await stranger.PostAsync(new Uri("/status/follow", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.Content.ReadAsStringAsync()).Replace(address, "ADDRESS", StringComparison.Ordinal);
        }

        var first = await AskAsync("ada@example.org");
        Assert.Equal(first, await AskAsync("ada@example.org"));
        var token = FollowerCase.TokenIn((await app.MailsAsync(1))[0], "confirm");
        using var nothing = new FormUrlEncodedContent([]);
        (await stranger.PostAsync(new Uri("/status/follow/confirm/" + token, UriKind.Relative), nothing)).Dispose();
        Assert.Equal(first, await AskAsync("ada@example.org"));
        Assert.Equal(first, await AskAsync("nobody-knows@example.org"));
    }

    [Fact]
    public async Task Whoever_asked_twice_may_press_the_button_of_either_mail()
    {
        await using var mails = await FollowerCase.StartAsync();
        mails.Show(new PublicCase());
        var ask = new FollowAsk("ada@example.org", "en", []);
        await mails.Desk.AskAsync(ask, default);
        await mails.SendAsync();
        mails.Clock.Advance(FollowRules.BetweenAnswers + TimeSpan.FromMinutes(1));
        mails.Show(new PublicCase());
        await mails.Desk.AskAsync(ask with { Components = ["booking"] }, default);
        await mails.SendAsync();
        var tokens = mails.Server.Taken.Select(static mail => FollowerCase.TokenIn(mail, "confirm")).ToArray();
        Assert.Equal(2, tokens.Length);
        // What is confirmed is what was asked for last, and the page behind either link says so.
        Assert.Equal<string>(["booking"], (await mails.Desk.FindToConfirmAsync(tokens[0], default))!.Components);
        Assert.NotNull(await mails.Desk.ConfirmAsync(tokens[0], default));
        Assert.NotNull(await mails.Desk.FindToConfirmAsync(tokens[1], default));
        Assert.Equal(1, (await mails.Store.CountAsync(1, default)).Following);
        // The link that ends the mails does not confirm them.
        Assert.Null(await mails.Desk.FindToConfirmAsync(FollowerCase.TokenIn(mails.Server.Taken.First(), "stop"), default));
    }

    [Fact]
    public async Task Whoever_tries_too_often_is_told_so_in_their_language()
    {
        await using var app = await FollowApp.StartAsync(hasMail: true, "--MissionControl:RateLimits:Address:InARow", "1");
        using var browser = new PlainBrowser(app.Address);
        for (var count = 0; count < 2; count++)
        {
            using var form = new FormUrlEncodedContent([new("email", "ada@example.org"), new("lang", "de")]);
            await browser.PostAsync("/status/follow", form);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Equal("de", browser.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Das war zu oft in kurzer Zeit", browser.Text, StringComparison.Ordinal);
        Assert.Matches("Bitte warten Sie [0-9]+ Sekunden", browser.Text);
    }

    [Fact]
    public async Task Bad_input_is_named_and_what_was_typed_stays()
    {
        await using var app = await FollowApp.StartAsync();
        using var browser = new PlainBrowser(app.Address);
        using var content = new FormUrlEncodedContent([new("email", "ada@exa\"mple"), new("show", "booking"), new("lang", "de")]);
        await browser.PostAsync("/status/follow", content);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        var field = browser.Page.QuerySelector("#email")!;
        Assert.Equal(("ada@exa\"mple", "true", "email-says"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid"), field.GetAttribute("aria-describedby")));
        Assert.StartsWith("An diese Adresse", browser.Page.QuerySelector("#email-says")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["booking"], browser.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(static input => input.GetAttribute("value")));
        Assert.NotNull(browser.Page.QuerySelector("[role=alert]"));
        using var gone = new FormUrlEncodedContent([new("email", "ada@example.org"), new("show", "gone")]);
        await browser.PostAsync("/status/follow", gone);
        Assert.Contains("One of the parts you chose is no longer here.", browser.Text, StringComparison.Ordinal);
        Assert.Empty(app.Mails.Taken);
    }

    [Fact]
    public async Task Machines_that_fill_in_everything_large_forms_and_many_tries_get_nowhere()
    {
        await using var app = await FollowApp.StartAsync(hasMail: true, "--MissionControl:StatusPage:Followers:PerHour", "3");
        using var stranger = app.Stranger();
        async Task<HttpStatusCode> AskAsync(params (string Name, string Value)[] fields)
        {
            using var form = new FormUrlEncodedContent(fields.Select(static field => new KeyValuePair<string, string>(field.Name, field.Value)));
            using var answer = await stranger.PostAsync(new Uri("/status/follow", UriKind.Relative), form);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(("email", "robot@example.org"), ("leave-empty", "https://example.org")));
        Assert.Equal(0, (await app.App.Services.GetRequiredService<IFollowerStore>().CountAsync(1, default)).Waiting);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await AskAsync(("email", new string('a', 20_000))));
        foreach (var name in (string[])["a", "b", "c"])
            Assert.Equal(HttpStatusCode.OK, await AskAsync(("email", $"{name}@example.org")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(("email", "d@example.org")));
        HttpStatusCode last = default;
        for (var count = 0; count < 30 && last != HttpStatusCode.TooManyRequests; count++)
            last = await AskAsync(("email", $"e{count}@example.org"));
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task What_is_told_is_chosen_anew_by_the_link_in_each_mail()
    {
        await using var app = await FollowApp.StartAsync();
        using var browser = new PlainBrowser(app.Address);
        using var ask = new FormUrlEncodedContent([new("email", "ada@example.org")]);
        await browser.PostAsync("/status/follow", ask);
        var mail = (await app.MailsAsync(1))[0];
        await browser.OpenAsync("/status/follow/confirm/" + FollowerCase.TokenIn(mail, "confirm"));
        await browser.SendAsync(browser.Page.QuerySelector("form")!);
        await browser.OpenAsync("/status/follow/parts/" + FollowerCase.TokenIn(mail, "parts"));
        await browser.SendAsync(browser.Page.QuerySelector("form")!, ("show", "sign-in"), ("lang", "de"));
        Assert.Contains("Das ist gespeichert.", browser.Text, StringComparison.Ordinal);
        var follower = Assert.Single((await app.App.Services.GetRequiredService<IFollowerStore>().CountAsync(1, default)).Newest);
        Assert.Equal("de", follower.Language);
        Assert.Equal<string>(["sign-in"], follower.Components);
        // Somebody else's link, or one that was made up, changes nothing.
        using var nothing = new FormUrlEncodedContent([]);
        await browser.PostAsync("/status/follow/parts/" + FollowSecret.Token(follower.Id, FollowSecret.New()), nothing);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task Where_it_is_not_set_up_or_nobody_can_keep_an_address_the_form_says_so()
    {
        await using (var app = await FollowApp.StartAsync(hasMail: false))
        {
            using var browser = new PlainBrowser(app.Address);
            await browser.OpenAsync("/status");
            Assert.Contains("Following by e-mail is not set up here.", browser.Text, StringComparison.Ordinal);
            Assert.Null(browser.Page.QuerySelector("#email"));
            using var ask = new FormUrlEncodedContent([new("email", "ada@example.org")]);
            await browser.PostAsync("/status/follow", ask);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        await using var alone = StatusPageCommands.Create("http://127.0.0.1:0", new(null, null), "");
        await alone.StartAsync();
        alone.Services.GetRequiredService<Web.StatusPage.StatusSite>().Show(new PublicCase().Make() with { FollowAt = "https://mission.example.org/status/follow" });
        using var elsewhere = new PlainBrowser(new Uri(alone.Urls.First()));
        await elsewhere.OpenAsync("/status/follow?lang=de");
        Assert.Contains("Diese Kopie der Seite kann keine Adressen annehmen.", elsewhere.Text, StringComparison.Ordinal);
        Assert.NotNull(elsewhere.Page.QuerySelector("a[href='https://mission.example.org/status/follow?lang=de']"));
        Assert.Null(elsewhere.Page.QuerySelector("form[method=post]"));
    }
}
