using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks.Runs;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents;

/// <summary>Private incidents, and what came back, as people meet them without scripts.</summary>
public sealed class PrivateIncidentTests
{
    [Fact]
    public async Task Somebody_who_was_not_asked_in_finds_no_trace_anywhere_until_they_are()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        var bob = await app.AddAsync("Bob", Role.Responder);
        var desk = app.App.Services.GetRequiredService<IncidentDesk>();
        await Eventually.Holds(() => app.App.Services.GetRequiredService<BoardFeed>().Current.Version > 0);
        var declared = new Declared("Something delicate", Severity.Sev1, [], ["identity"], null, null, IsPrivate: true);
        Assert.True((await desk.DeclareAsync(declared, new(ada.ActorId, null), Guid.NewGuid(), default)).IsDone);
        await desk.DoAsync(1, new FollowUpAsked("A delicate action", "Ada", null), new(ada.ActorId, null), null, Guid.NewGuid(), default);
        await desk.DoAsync(1, new PhaseMoved(Phase.Resolved, Phase.Investigating), new(ada.ActorId, null), null, Guid.NewGuid(), default);
        await LooksAsync(false);
        await desk.DoAsync(1, new PhaseMoved(Phase.Investigating, Phase.Resolved, "again"), new(ada.ActorId, null), null, Guid.NewGuid(), default);
        await LooksAsync(false);
        await desk.DoAsync(1, new MemberAsked(bob.ActorId), new(ada.ActorId, null), null, Guid.NewGuid(), default);
        var asked = await app.SignInAsync("Bob");
        await asked.OpenAsync("/incidents/1");
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("Something delicate", asked.Text, StringComparison.Ordinal);

        async Task LooksAsync(bool sees)
        {
            var browser = await app.SignInAsync("Bob");
            foreach (var address in new[] { "/incidents/1", "/incidents/1/review", "/incidents/1/images/new", $"/incidents/1/images/{Guid.NewGuid():N}", "/api/v1/incidents/1", "/api/v1/incidents/1.md" })
            {
                await browser.OpenAsync(address);
                Assert.True(HttpStatusCode.NotFound == browser.Status, $"{address} answers {browser.Status}");
                Assert.DoesNotContain("delicate", browser.Page.Source.Text, StringComparison.OrdinalIgnoreCase);
            }

            foreach (var address in new[] { "/", "/incidents", "/incidents?q=thing", "/incidents?q=1", "/incidents?q=identity", "/incidents?q=ada", "/incidents/new", "/api/v1/incidents", "/api/v1/board" })
            {
                await browser.OpenAsync(address);
                Assert.Equal((HttpStatusCode.OK, sees), (browser.Status, browser.Page.Source.Text.Contains("delicate", StringComparison.OrdinalIgnoreCase)));
            }
        }
    }

    [Fact]
    public async Task A_run_for_a_private_incident_is_for_those_who_see_it()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Bob", Role.Responder);
        await Eventually.Holds(() => app.App.Services.GetRequiredService<BoardFeed>().Current.FindTile("sign-in-success") is not null);
        var by = new Actor(ada.ActorId, null);
        await app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Something delicate", Severity.Sev1, [], [], null, null, IsPrivate: true), by, Guid.NewGuid(), default);
        var run = (await app.App.Services.GetRequiredService<RunDesk>().StartAsync("sign-in-failures", "1", by, default)).Run!;
        foreach (var (name, sees) in new[] { ("Ada", true), ("Bob", false) })
        {
            var browser = await app.SignInAsync(name);
            await browser.OpenAsync($"/runbooks/runs/{run.Id:D}");
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, browser.Status);
            foreach (var list in new[] { "/runbooks", "/runbooks/sign-in-failures" })
            {
                await browser.OpenAsync(list);
                Assert.Equal((list, sees), (list, browser.Page.Source.Text.Contains(run.Id.ToString("D"), StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task What_came_back_is_opened_again_with_what_shows_it()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        await Eventually.Holds(() => app.App.Services.GetRequiredService<BoardFeed>().Current.FindTile("sign-in-success") is not null);
        var (desk, by) = (app.App.Services.GetRequiredService<IncidentDesk>(), new Actor(ada.ActorId, null));
        await desk.DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false), by, Guid.NewGuid(), default);
        await desk.DoAsync(1, new PhaseMoved(Phase.Resolved, Phase.Investigating), by, null, Guid.NewGuid(), default);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/incidents/new?bpm=sign-in-success");
        Assert.Contains("Did it come back?", browser.Text, StringComparison.Ordinal);
        // A service in common is not enough to be taken for the same one.
        Assert.Null(browser.Page.QuerySelector("[name='Again.Number'][checked]"));
        await browser.SendAsync("again", ("Again.Reason", "It came back"));
        Assert.Contains("Choose which one came back.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("again", ("Again.Number", "1"), ("Again.Reason", ""));
        Assert.Contains("Say it in a few words.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("again", ("Again.Number", "1"), ("Again.Reason", "Fails in the same way"));
        Assert.Equal("/incidents/1", browser.At);
        var incident = app.App.Services.GetRequiredService<IncidentFeed>().Current.Find(1)!;
        Assert.True(incident.IsOpen);
        Assert.Equal("Fails in the same way", incident.Timeline.Select(static entry => entry.What).OfType<PhaseMoved>().Last().Reason);
        Assert.Contains(incident.Evidence, static one => one.Id == "sign-in-success");
    }

    [Fact]
    public async Task Whether_there_was_a_BPM_a_person_answers_and_without_one_an_entry_is_proposed()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Bob", Role.Responder);
        await Eventually.Holds(() => app.App.Services.GetRequiredService<BoardFeed>().Current.FindTile("sign-in-success") is not null);
        await app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(new("Refunds fail", Severity.Sev2, [], ["payments"], null, null, IsPrivate: false), new(ada.ActorId, null), Guid.NewGuid(), default);
        var (first, second) = (await app.SignInAsync("Ada"), await app.SignInAsync("Bob"));
        await first.OpenAsync("/incidents/1/review");
        await second.OpenAsync("/incidents/1/review");
        Assert.StartsWith("bpms:\n  - id: payments-success", first.Page.QuerySelector(".proposal code")!.TextContent, StringComparison.Ordinal);
        await first.SendAsync("bpm", ("Entry.Answer", "perhaps"));
        Assert.Contains("Choose yes or no.", first.Text, StringComparison.Ordinal);
        await first.SendAsync("bpm", ("Entry.Answer", "yes"), ("Entry.Text", "Payments taken"));
        Assert.Null(first.Page.QuerySelector(".proposal"));
        Assert.Equal("Yes: Payments taken", Answer());
        await second.SendAsync("bpm", ("Entry.Answer", "no"), ("Entry.Text", "nothing counts refunds"));
        Assert.Contains("Ada answered meanwhile", second.Text, StringComparison.Ordinal);
        Assert.Equal("Yes: Payments taken", Answer());
        await second.SendAsync("bpm", ("Entry.Answer", "no"), ("Entry.Text", "nothing counts refunds"));
        Assert.Equal("No: nothing counts refunds", Answer());
        Assert.NotNull(second.Page.QuerySelector(".proposal code"));

        string? Answer() => app.App.Services.GetRequiredService<IncidentFeed>().Current.Find(1)!.Review.GetValueOrDefault("Was there a BPM for this?");
    }

    [Fact]
    public async Task One_that_is_part_of_another_says_where_it_went_and_offers_nothing_that_would_be_refused()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        var (desk, by) = (app.App.Services.GetRequiredService<IncidentDesk>(), new Actor(ada.ActorId, null));
        await desk.DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false), by, Guid.NewGuid(), default);
        await desk.DeclareAsync(new("Tokens are refused", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false), by, Guid.NewGuid(), default);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/incidents/2");
        Assert.NotNull(browser.Page.QuerySelector(".room .composer"));
        Assert.True((await desk.DoAsync(2, new Merged(1), by, null, Guid.NewGuid(), default)).IsDone);
        await browser.OpenAsync("/incidents/2");
        Assert.Equal("/incidents/1", browser.Page.QuerySelector(".room .moved a")!.GetAttribute("href"));
        Assert.Equal("incident 1, Some people cannot sign in", browser.Page.QuerySelector(".room .moved a")!.TextContent);
        Assert.Empty(browser.Page.QuerySelectorAll(".room :is(.composer, .checklist, .roles, .stand, .help, .clocks div, .vacant, .story, input, textarea)"));
        await browser.OpenAsync("/incidents/2/review");
        Assert.Empty(browser.Page.QuerySelectorAll(".review form"));
        await browser.OpenAsync("/incidents/2/images/new");
        Assert.Empty(browser.Page.QuerySelectorAll("form[enctype]"));
    }

    [Fact]
    public async Task Two_who_write_the_same_part_of_a_review_do_not_overwrite_each_other()
    {
        await using var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Bob", Role.Responder);
        var (desk, by) = (app.App.Services.GetRequiredService<IncidentDesk>(), new Actor(ada.ActorId, null));
        await desk.DeclareAsync(new("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false), by, Guid.NewGuid(), default);
        var (first, second) = (await app.SignInAsync("Ada"), await app.SignInAsync("Bob"));
        await first.OpenAsync("/incidents/1/review");
        await second.OpenAsync("/incidents/1/review");
        await first.SendAsync("part-1", ("Entry.Text", "The runbook."));
        await second.SendAsync("part-1", ("Entry.Text", "Ada should have called earlier."));
        Assert.Equal("The runbook.", Review());
        Assert.Contains("Ada wrote here meanwhile", second.Text, StringComparison.Ordinal);
        Assert.Equal("Ada should have called earlier.", second.Page.QuerySelector("#part-1 textarea")!.TextContent);
        Assert.Equal("The runbook.", second.Page.QuerySelector("#part-1 .theirs")!.TextContent);
        await second.SendAsync("part-1", ("Entry.Text", "The runbook. Ada should have called earlier."));
        Assert.Equal("The runbook. Ada should have called earlier.", Review());
        Assert.Contains("Hindsight.", second.Page.QuerySelector("#part-1 .findings")!.TextContent, StringComparison.Ordinal);

        await second.SendAsync("ask", ("Entry.What", "Warn before keys run out"), ("Entry.Owner", "ada"), ("Entry.Due", "2030-12-01"));
        var action = Assert.Single(Incident().FollowUps);
        Assert.Equal((ada.ActorId, new DateOnly(2030, 12, 1), false), (action.Owner, action.Due!.Value, action.IsDone));
        await second.SendAsync($"done-{action.Number}");
        Assert.True(Assert.Single(Incident().FollowUps).IsDone);

        Incident Incident() => app.App.Services.GetRequiredService<IncidentFeed>().Current.Find(1)!;

        string? Review() => Incident().Review.GetValueOrDefault("What helped");
    }
}
