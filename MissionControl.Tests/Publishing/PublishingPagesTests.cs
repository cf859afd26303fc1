using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Web.Shared;

namespace MissionControl.Tests.Publishing;

/// <summary>The communicator's desk, without scripts.</summary>
public sealed class PublishingPagesTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public async Task From_one_form_an_incident_is_declared_and_the_public_told_then_told_again_and_corrected()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Responder);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/publishing/write?begin=First%20word");
        Assert.Equal("Some people cannot [what]", ada.Page.QuerySelector("[name='Entry.Title']")!.GetAttribute("value"));
        await ada.SendAsync("write", ("Entry.Title", "Some people cannot [what]"), ("Entry.Text", "Since about [time]."), ("Entry.Phase", "Investigating"), ("Entry.Within", "30"), ("Entry.Severity", "2"), ("Entry.Do", "send"));
        Assert.Contains("still to be filled in", ada.Page.QuerySelector("#text-says")!.TextContent, StringComparison.Ordinal);
        var incidents = app.App.Services.GetRequiredService<IncidentFeed>();
        Assert.Empty(incidents.Current.All);

        var since = TimeProvider.System.GetUtcNow().AddMinutes(-40);
        await ada.SendAsync("write", Typed("Investigating", "We are looking into it.", ("Entry.Severity", "2"), ("Entry.At", LocalTime.Write(since, London)), ("Entry.Do", "send")));
        Assert.Equal("/publishing", ada.At);
        var incident = incidents.Current.Find(1)!;
        Assert.Equal((Severity.Sev2, "Some people cannot sign in"), (incident.Severity, incident.Title));
        Assert.Equal<string>(["identity"], incident.Services);
        Assert.True(incident.Updates[0].Logged.WrittenAt - incident.Updates[0].At > TimeSpan.FromMinutes(30));

        await ada.OpenAsync("/publishing/write?incident=1");
        await ada.SendAsync("write", Typed("Identified", "We have fond the problem.", ("Entry.Do", "send")));
        var newest = incidents.Current.Find(1)!.Updates[^1];
        await ada.OpenAsync("/publishing");
        await ada.SendAsync($"correct-1-{newest.Number}", Put("Some people cannot sign in", "We have found the problem.", "Please wait.", "sign-in"));
        Assert.Contains("corrected", ada.Text, StringComparison.Ordinal);
        Assert.Equal("We have found the problem.", incidents.Current.Find(1)!.Updates[^1].Text);
        Assert.Equal("Some people cannot sign in", incidents.Current.Find(1)!.Updates[^1].Title);
        var stranger = app.Browser();
        await Eventually.Holds(async () => (await stranger.OpenAsync("/status/incidents/1")).Body!.TextContent.Contains("We have found the problem.", StringComparison.Ordinal));
        Assert.Contains("Written ", stranger.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(await app.JournalAsync("incident.declared"));
        Assert.Equal(2, (await app.JournalAsync("incident.update")).Count);

        // Title, what to tell users and what it is about, too; and what is refused stays as it was typed.
        var correct = $"correct-1-{newest.Number}";
        await ada.OpenAsync("/publishing");
        await ada.SendAsync(correct, Put("Some people cannot [what]", "We have found the problem.", "Please wait.", "sign-in"));
        Assert.Contains("still to be filled in", ada.Text, StringComparison.Ordinal);
        Assert.Equal("Some people cannot [what]", ada.Page.QuerySelector("details[open] [name='Correction.Title']")!.GetAttribute("value"));
        await ada.SendAsync(correct, [.. Put("Some people cannot book", "The database failover is over.", "Please wait.", "sign-in"), ("Correction.Do", "check")]);
        Assert.Contains("“database”", ada.Text, StringComparison.Ordinal);
        await ada.SendAsync(correct, Put("Some people cannot book", "We have found the problem.", "They can book by telephone.", "booking"));
        Assert.Equal("/publishing", ada.At);
        var put = incidents.Current.Find(1)!.Updates[^1];
        Assert.Equal(("Some people cannot book", "They can book by telephone."), (put.Title, put.TellUsers));
        Assert.Equal<string>(["booking"], put.Components);
        await ada.SendAsync(correct, Put("Some people cannot book", "We have found the problem.", "They can book by telephone.", "booking"));
        Assert.Contains("nothing in it is other than before", ada.Text, StringComparison.Ordinal);
        Assert.Equal(2, incidents.Current.Find(1)!.Updates[^1].Corrections.Length);
        await Eventually.Holds(async () => (await stranger.OpenAsync("/status/incidents/1")).Body!.TextContent.Contains("They can book by telephone.", StringComparison.Ordinal));
        Assert.Contains("Booking", stranger.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Corrected ", stranger.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await app.JournalAsync("incident.correction")).Count);
    }

    [Fact]
    public async Task What_the_public_was_not_told_of_is_listed_and_what_is_private_is_not()
    {
        await using var app = await PeopleApp.StartAsync();
        var ada = await app.AddAsync("Ada", Role.Responder);
        var desk = app.App.Services.GetRequiredService<IncidentDesk>();
        foreach (var isPrivate in (bool[])[false, true])
            await desk.DeclareAsync(new(isPrivate ? "Somebody took keys" : "Disks fill", Severity.Sev3, [], [], null, null, isPrivate), new(ada.ActorId, null), Guid.NewGuid(), default);
        var browser = await app.SignInAsync("Ada");
        await browser.OpenAsync("/publishing");
        Assert.Contains("Disks fill", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("keys", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/publishing/write?incident=2");
        Assert.Contains("Nothing of a private incident is told to the public.", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_declares_and_tells_both_or_neither()
    {
        await using var app = await PeopleApp.StartAsync();
        var desk = app.App.Services.GetRequiredService<IncidentDesk>();
        var declared = new Declared("Some people cannot sign in", Severity.Sev2, [], [], null, null, IsPrivate: false);
        var now = TimeProvider.System.GetUtcNow();
        var update = new Updated("Some people cannot sign in", "", "", Phase.Investigating, now.AddMinutes(30), []);
        Assert.Equal("text", Assert.Single((await desk.PublishAsync(declared, update, null, Actor.System, Guid.NewGuid(), default)).Problems).Field);
        Assert.Empty(app.App.Services.GetRequiredService<IncidentFeed>().Current.All);
        var key = Guid.NewGuid();
        for (var count = 0; count < 2; count++)
            Assert.Single((await desk.PublishAsync(declared, update with { Text = "Looking." }, null, Actor.System, key, default)).Incident!.Updates);
        Assert.Single(app.App.Services.GetRequiredService<IncidentFeed>().Current.All);
    }

    [Fact]
    public void An_update_is_dated_back_but_never_before_the_one_before_it()
    {
        var incident = new Support.StatusPage.IncidentBuilder(1, Severity.Sev2, A.Moment.AddHours(-2)).Says(Phase.Investigating, "Looking.", A.Moment.AddHours(-1)).Build();
        var update = new Updated("It works", "It works again.", "", Phase.Monitoring, A.Moment.AddMinutes(30), []);
        Assert.Empty(IncidentRules.Check(incident, update, "person:1", A.Moment.AddMinutes(-30), A.Moment).Problems);
        Assert.Equal("at", Assert.Single(IncidentRules.Check(incident, update, "person:1", A.Moment.AddMinutes(-90), A.Moment).Problems).Field);
        Assert.Equal("at", Assert.Single(IncidentRules.Check(incident, update, "person:1", A.Moment.AddHours(1), A.Moment).Problems).Field);
    }

    private static (string, string)[] Put(string title, string text, string tell, string component) =>
        [("Correction.Title", title), ("Correction.Text", text), ("Correction.TellUsers", tell), ("Correction.Components", component)];

    private static (string, string)[] Typed(string phase, string text, params (string, string)[] more) =>
    [
        ("Entry.Title", "Some people cannot sign in"), ("Entry.Text", text), ("Entry.TellUsers", "Please wait."), ("Entry.Phase", phase), ("Entry.Within", "30"), ("Entry.Components", "sign-in"), .. more,
    ];
}
