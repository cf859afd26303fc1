using MissionControl.Core.Incidents;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Support.StatusPage;

namespace MissionControl.Tests.StatusPage.Followers;

/// <summary>What becomes of mails to followers when the mail server is down, chokes, puts off or refuses.</summary>
public sealed class FollowerTroubleTests : IAsyncLifetime
{
    private FollowerCase _case = null!;

    public async Task InitializeAsync() => _case = await FollowerCase.StartAsync();

    public async Task DisposeAsync() => await _case.DisposeAsync();

    private DateTimeOffset Now => _case.Clock.GetUtcNow();

    [Fact]
    public async Task An_address_that_the_server_chokes_on_keeps_nobody_from_their_mail()
    {
        _case.Show(new PublicCase());
        foreach (var name in (string[])["bo", "cy"])
            await _case.FollowAsync($"{name}@example.org");
        await _case.Desk.AskAsync(new("chokes@example.org", "en", []), default);
        _case.Server.Chokes = "RCPT TO:<chokes@example.org>";
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now)));
        for (var round = 0; round < 5; round++, _case.Clock.Advance(TimeSpan.FromSeconds(30)))
            await _case.SendAsync();
        Assert.Equal(["bo@example.org", "cy@example.org"], _case.Server.Taken.Select(static mail => mail.To[0]).Order());
    }

    [Fact]
    public async Task A_text_that_is_refused_is_held_against_nobody()
    {
        _case.Show(new PublicCase());
        var ada = await _case.FollowAsync("ada@example.org");
        var incident = Incident();
        for (var count = 0; count < FollowRules.MostRefusals + 1; count++)
        {
            _case.Clock.Advance(TimeSpan.FromHours(5));
            _case.Server.Refusals.Enqueue((".", "554 5.6.0 no such words"));
            _case.Show(new PublicCase().With(incident.Says(Phase.Investigating, $"We are looking, {count}.", Now)));
            await _case.SendAsync();
        }

        Assert.Equal((FollowerState.Following, 0), (await _case.Store.FindAsync(ada.Id, default) is { } kept ? (kept.State, kept.Refusals) : default));
        Assert.Empty(_case.Server.Taken);
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident.Says(Phase.Resolved, "Over.", Now)));
        await _case.SendAsync();
        Assert.Single(_case.Server.Taken);
    }

    [Fact]
    public async Task A_server_that_refuses_every_address_stops_none_of_them()
    {
        _case.Show(new PublicCase());
        List<Follower> all = [];
        foreach (var name in (string[])["ada", "bo", "cy", "di", "ed", "flo"])
            all.Add(await _case.FollowAsync($"{name}@example.org"));
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now.AddMinutes(1));
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident));
        for (var round = 0; round < FollowRules.MostRefusals + 1; round++, _case.Clock.Advance(TimeSpan.FromHours(5)))
        {
            foreach (var _ in all)
                _case.Server.Refusals.Enqueue(("RCPT", "550 5.1.1 not from you"));
            await _case.SendAsync();
        }

        foreach (var follower in all)
            Assert.Equal(FollowerState.Following, (await _case.Store.FindAsync(follower.Id, default))!.State);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_costs_no_mail_and_makes_none_twice()
    {
        _case.Show(new PublicCase());
        foreach (var name in (string[])["ada", "bo", "cy"])
            await _case.FollowAsync($"{name}@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Server.Refusals.Enqueue(("MAIL", "451 busy"));
        _case.Show(new PublicCase().With(Incident().Says(Phase.Investigating, "We are looking.", Now)));
        await _case.SendAsync();
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        await _case.SendAsync();
        Assert.Equal(["ada@example.org", "bo@example.org", "cy@example.org"], _case.Server.Taken.Select(static mail => mail.To[0]).Order());
    }

    [Fact]
    public async Task An_address_that_is_put_off_is_tried_again_and_one_that_is_refused_three_times_no_more()
    {
        _case.Show(new PublicCase());
        var ada = await _case.FollowAsync("ada@example.org");
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        var incident = Incident().Says(Phase.Investigating, "We are looking.", Now);
        _case.Server.Refusals.Enqueue(("RCPT", "451 4.7.1 greylisted"));
        _case.Show(new PublicCase().With(incident));
        await _case.SendAsync();
        Assert.Empty(_case.Server.Taken);
        _case.Clock.Advance(TimeSpan.FromSeconds(2));
        await _case.SendAsync();
        Assert.Single(_case.Server.Taken);

        incident.Says(Phase.Identified, "Found.", Now);
        for (var count = 0; count < FollowRules.MostRefusals; count++)
        {
            Assert.Equal(FollowerState.Following, (await _case.Store.FindAsync(ada.Id, default))!.State);
            _case.Server.Refusals.Enqueue(("RCPT", "550 no such person"));
            _case.Show(new PublicCase().With(incident));
            await _case.SendAsync();
            await _case.SendAsync();
            _case.Clock.Advance(TimeSpan.FromHours(5));
        }

        Assert.Equal(FollowerState.Stopped, (await _case.Store.FindAsync(ada.Id, default))!.State);
        _case.Show(new PublicCase().With(incident.Says(Phase.Resolved, "Over.", Now)));
        await _case.SendAsync();
        Assert.Single(_case.Server.Taken);
        Assert.Equal(1, await _case.Store.ReviveAsync(new("person:1", null), Now, default));
        _case.Clock.Advance(TimeSpan.FromMinutes(1));
        _case.Show(new PublicCase().With(incident.Says(Phase.Monitoring, "Again.", Now)));
        await _case.SendAsync();
        Assert.Equal(2, _case.Server.Taken.Count);
    }

    private IncidentBuilder Incident() => new(1, Severity.Sev2, Now);
}
