using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Maintenance;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.StatusPage.Followers;

/// <summary>What followers are sent, over a real database and a real mail server.</summary>
public sealed class FollowerMailerTests : IAsyncLifetime
{
    private FollowerCase _case = null!;

    public async Task InitializeAsync() => _case = await FollowerCase.StartAsync();

    public async Task DisposeAsync() => await _case.DisposeAsync();

    private DateTimeOffset Now => _case.Clock.GetUtcNow();

    [Fact]
    public async Task Nothing_but_a_question_is_sent_before_the_owner_of_the_address_says_yes()
    {
        _case.Show(new PublicCase());
        await _case.Desk.AskAsync(new("ada@example.org", "en", []), default);
        await _case.SendAsync();
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now)));
        await _case.SendAsync();
        var mail = Assert.Single(_case.Server.Taken);
        Assert.Equal("Please confirm: updates from Unicorn Rentals status", mail.Header("Subject"));
        Assert.Contains("/status/follow/confirm/", mail.Parts()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_update_after_the_yes_comes_once_also_over_a_restart_and_none_that_was_there_to_be_read()
    {
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now);
        _case.Show(new PublicCase().With(incident));
        await _case.FollowAsync("ada@example.org");
        await _case.SendAsync();
        Assert.Empty(_case.Server.Taken);

        _case.Clock.Advance(TimeSpan.FromMinutes(9));
        incident.Says(Phase.Identified, "About six in ten fail.\n.\nSorry.", Now, Now.AddMinutes(36), tell: "Please wait.");
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        _case.Restart();
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        var mail = Assert.Single(_case.Server.Taken);
        Assert.Equal(["ada@example.org"], mail.To);
        Assert.Equal("Some people cannot sign in: We have found the problem", mail.Header("Subject"));
        Assert.Equal("\"Unicorn Rentals status\" <mission@example.org>".Trim('"').Replace("\"", "", StringComparison.Ordinal), mail.Header("From"));
        var token = FollowerCase.TokenIn(mail, "stop");
        Assert.Equal($"<https://status.example.org/status/follow/stop/{token}>", mail.Header("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        var parts = mail.Parts();
        foreach (var words in (string[])["About six in ten fail.", "Sorry.", "About: Sign-in", "Next update by Saturday 21 November, 02:49", "Please wait.", "https://status.example.org/status/incidents/1", "What you can tell your users"])
            Assert.All(parts, part => Assert.Contains(words, part, StringComparison.Ordinal));

        _case.Clock.Advance(TimeSpan.FromMinutes(20));
        incident.Says(Phase.Resolved, "It is over.", Now);
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.Equal(2, _case.Server.Taken.Count);
        Assert.Equal("Some people cannot sign in: It is over", _case.Server.Taken.Last().Header("Subject"));
        Assert.Equal(mail.Header("References"), _case.Server.Taken.Last().Header("References"));
        Assert.NotEqual(mail.Header("Message-ID"), _case.Server.Taken.Last().Header("Message-ID"));
    }

    [Fact]
    public async Task A_correction_comes_as_one_and_whoever_has_not_had_the_first_words_gets_only_the_right_ones()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org");
        var incident = Incident().Says(Phase.Investigating, "Eight in ten fail.", Now.AddMinutes(1));
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        _case.Server.Taken.Clear();
        _case.Clock.Advance(TimeSpan.FromMinutes(2));
        incident.Does(new Corrected(2, "Two in ten fail.", 0), Now);
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        var mail = Assert.Single(_case.Server.Taken);
        Assert.Equal("Corrected: Some people cannot sign in: We are looking into it", mail.Header("Subject"));
        Assert.Contains("Two in ten fail.", mail.Parts()[0], StringComparison.Ordinal);
        Assert.Contains("Corrected Saturday 21 November, 02:07.", mail.Parts()[0], StringComparison.Ordinal);

        // Said and corrected before anything went out.
        _case.Server.Taken.Clear();
        incident.Says(Phase.Identified, "Wrong.", Now).Does(new Corrected(4, "Right.", 0), Now);
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.DoesNotContain("Wrong.", Assert.Single(_case.Server.Taken).Parts()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_gets_what_they_chose_in_their_language_and_what_they_heard_of_to_its_end()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org", "de", "booking");
        await _case.FollowAsync("bo@example.org", "en", "sign-in");
        await _case.FollowAsync("cy@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now, component: "booking");
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.Equal(["ada@example.org", "cy@example.org"], _case.Server.Taken.Select(static mail => mail.To[0]).Order());
        var german = _case.Server.Taken.Single(static mail => mail.To[0] == "ada@example.org");
        Assert.Contains("Wir suchen die Ursache", german.Parts()[0], StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", german.Parts()[1], StringComparison.Ordinal);
        Assert.Contains("/status/incidents/1?lang=de", german.Parts()[0], StringComparison.Ordinal);

        _case.Server.Taken.Clear();
        _case.Clock.Advance(TimeSpan.FromMinutes(5));
        incident.Says(Phase.Resolved, "It was sign-in, and is over.", Now, component: "sign-in");
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.Equal(["ada@example.org", "bo@example.org", "cy@example.org"], _case.Server.Taken.Select(static mail => mail.To[0]).Order());
    }

    [Fact]
    public async Task What_is_no_longer_public_is_not_sent_and_whoever_left_gets_nothing()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org");
        var left = await _case.FollowAsync("bo@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now);
        // Each line to the server says its own greeting.
        _case.Server.Refusals.Enqueue(("EHLO", "421 not now"));
        _case.Server.Refusals.Enqueue(("EHLO", "421 not now"));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        incident.Does(new PrivacyMoved(true), Now);
        Assert.NotNull(await _case.Desk.StopAsync(_case.Desk.TokenOf(left), default));
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.DoesNotContain(_case.Server.Taken, static mail => mail.Header("Subject").StartsWith("Some", StringComparison.Ordinal));
        Assert.Null(await _case.Store.FindAsync(left.Id, default));
    }

    [Fact]
    public async Task A_clock_that_was_put_back_silences_nobody()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org");
        _case.Clock.Advance(TimeSpan.FromHours(3));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now)));
        await _case.SendAsync();
        await _case.FollowAsync("bo@example.org");
        _case.Clock.SetBack(TimeSpan.FromHours(2));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now).Says(Phase.Identified, "Found.", Now)));
        await _case.SendAsync();
        Assert.Equal(["ada@example.org", "bo@example.org"], _case.Server.Taken.Select(static mail => mail.To[0]).Order());
    }

    [Fact]
    public async Task An_address_is_written_to_about_itself_three_times_a_day_however_often_it_is_typed()
    {
        _case.Show(new PublicCase());
        for (var count = 0; count < 10; count++, _case.Clock.Advance(TimeSpan.FromMinutes(30)))
        {
            await _case.Desk.AskAsync(new("ada@example.org", count == 0 ? "en" : "de", []), default);
            await _case.SendAsync();
        }

        Assert.Equal(FollowRules.MostAnswersADay, _case.Server.Taken.Count);
        _case.Clock.Advance(TimeSpan.FromDays(1));
        await _case.Desk.AskAsync(new("ada@example.org", "en", []), default);
        await _case.SendAsync();
        Assert.Equal(FollowRules.MostAnswersADay + 1, _case.Server.Taken.Count);
    }

    [Fact]
    public async Task Whoever_follows_already_is_told_so_and_nothing_of_theirs_is_changed_by_whoever_typed_it()
    {
        _case.Show(new PublicCase());
        var ada = await _case.FollowAsync("ada@example.org", "de", "booking");
        _case.Clock.Advance(FollowRules.BetweenAnswers + TimeSpan.FromSeconds(1));
        Assert.Equal(FollowAsked.Taken, await _case.Desk.AskAsync(new("ADA@example.org", "en", []), default));
        await _case.SendAsync();
        var mail = Assert.Single(_case.Server.Taken);
        Assert.Equal("Sie bekommen schon Nachrichten von Unicorn Rentals status", mail.Header("Subject"));
        Assert.Equal(ada.Id, (await _case.Desk.FindAsync(FollowerCase.TokenIn(mail, "parts"), default))!.Id);
        Assert.Equal<string>(["booking"], (await _case.Store.FindAsync(ada.Id, default))!.Components);
    }

    [Fact]
    public async Task What_was_told_a_day_ago_is_told_nobody_any_more_and_never_comes_back()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now);
        _case.Server.Refusals.Enqueue(("EHLO", "421 not now"));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        _case.Clock.Advance(NewsRules.Longest);
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        // Long after, when no note of it is kept, it is still in the archive.
        _case.Clock.Advance(TimeSpan.FromDays(40));
        foreach (var store in Thinned())
            await store.ThinAsync(Now, default);
        _case.Restart();
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.Empty(_case.Server.Taken);
    }

    [Fact]
    public async Task Keys_that_are_lost_make_new_links()
    {
        _case.Show(new PublicCase());
        var ada = await _case.FollowAsync("ada@example.org");
        var before = _case.Desk.TokenOf(ada);
        _case.Vault = new("another");
        _case.Restart();
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now)));
        await _case.SendAsync();
        var token = FollowerCase.TokenIn(Assert.Single(_case.Server.Taken), "stop");
        Assert.NotEqual(before, token);
        Assert.NotNull(await _case.Desk.StopAsync(token, default));
    }

    [Fact]
    public async Task Each_notice_of_planned_work_comes_once_to_those_it_is_about()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org", "de", "records");
        await _case.FollowAsync("bo@example.org", "en", "sign-in");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        var work = Works.Work(Works.Draft(Now.AddHours(30), Now.AddHours(31)), Now);
        _case.Show(new PublicCase().With(work));
        await _case.SendAsync();
        var mail = Assert.Single(_case.Server.Taken);
        Assert.Equal(["ada@example.org"], mail.To);
        Assert.Contains("Overnight records move: Angekündigt", mail.Parts()[0], StringComparison.Ordinal);
        Assert.Contains("Sonntag, 22. November, 08:05 Uhr", mail.Parts()[0], StringComparison.Ordinal);
        Assert.Contains("https://status.example.org/status/planned/1?lang=de", mail.Parts()[0], StringComparison.Ordinal);
        _case.Clock.Advance(TimeSpan.FromHours(7));
        _case.Show(new PublicCase().With(work with { Notices = [.. work.Notices, new(2, Now, NoticeKind.DayBefore, work.From, work.To, "")] }));
        await _case.SendAsync();
        _case.Restart();
        await _case.SendAsync();
        Assert.Equal(2, _case.Server.Taken.Count);
        Assert.Equal(mail.Header("References"), _case.Server.Taken.Last().Header("References"));
    }

    [Fact]
    public async Task No_word_of_the_page_becomes_a_header()
    {
        _case.Show(new PublicCase());
        await _case.FollowAsync("ada@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "<script>alert(1)</script>\r\n.\r\nQUIT", Now, title: "Down\r\nBcc: all@example.org\r\n\r\n<script>")));
        await _case.SendAsync();
        Mail mail = Assert.Single(_case.Server.Taken);
        Assert.Equal(["ada@example.org"], mail.To);
        Assert.DoesNotContain("\r\nBcc:", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", mail.Parts()[1], StringComparison.Ordinal);
        Assert.Contains("QUIT", mail.Parts()[0], StringComparison.Ordinal);
    }

    private IEnumerable<Core.Storage.IThinned> Thinned() => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<Core.Storage.IThinned>(_case.Database.Services);

    private IncidentBuilder Incident() => new(1, Severity.Sev2, Now);
}
