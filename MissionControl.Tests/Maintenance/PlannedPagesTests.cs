using MissionControl.Core.Maintenance;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace MissionControl.Tests.Maintenance;

/// <summary>Planning work through the pages, without scripts.</summary>
public sealed class PlannedPagesTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Fact]
    public async Task A_responder_checks_announces_moves_and_cancels_and_the_public_reads_each_word()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Responder);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/planned/new");
        var from = TimeProvider.System.GetUtcNow().AddDays(3);
        await ada.SendAsync("work", Typed(from, "check"));
        Assert.Contains("As the public will see it", ada.Text, StringComparison.Ordinal);
        Assert.Contains("A day before", ada.Text, StringComparison.Ordinal);
        Assert.Contains("A guess. Say what is known", ada.Text, StringComparison.Ordinal);
        Assert.Empty(app.App.Services.GetRequiredService<WorkFeed>().Current.All);
        await ada.SendAsync("work", Typed(from, "send"));
        Assert.Equal("/planned/1", ada.At);
        var work = app.App.Services.GetRequiredService<WorkFeed>().Current.Find(1)!;
        Assert.Equal((WorkEffect.Partly, true, "ring the vendor"), (work.Effect, work.EndsByItself, work.Note));
        Assert.Equal<string>(["overnight-records", "daily-figures"], work.Components);

        var stranger = app.Browser();
        await Eventually.Holds(async () => (await stranger.OpenAsync("/status")).Body!.TextContent.Contains("Records move house", StringComparison.Ordinal));
        await stranger.OpenAsync("/status/planned/1");
        Assert.DoesNotContain("vendor", stranger.Page.DocumentElement.TextContent, StringComparison.Ordinal);

        await ada.OpenAsync("/planned/1");
        await ada.SendAsync("extend", ("Entry.To", LocalTime.Write(from.AddHours(5), London)), ("Entry.Text", "A disk is slow."), ("Entry.Do", "extend"));
        Assert.Contains("A disk is slow.", ada.Text, StringComparison.Ordinal);
        // With the form that was open before, nothing is done.
        foreach (var edition in ada.Page.QuerySelectorAll("[name='Entry.Edition']"))
            edition.SetAttribute("value", "1");
        await ada.SendAsync("end", ("Entry.Do", "cancel"));
        Assert.Contains("Somebody changed it meanwhile", ada.Text, StringComparison.Ordinal);
        await ada.SendAsync("end", ("Entry.Text", "Not needed."), ("Entry.Do", "cancel"));
        Assert.Contains("Cancelled", ada.Text, StringComparison.Ordinal);
        Assert.Equal(["planned.scheduled", "planned.moved", "planned.cancelled"], (await Kinds(app)).Where(static kind => kind.StartsWith("planned.", StringComparison.Ordinal)));
        await ada.OpenAsync("/planned");
        Assert.Contains("cancelled", ada.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Responder);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/planned/new");
        await ada.SendAsync("work", ("Entry.Title", "Records move"), ("Entry.Do", "send"));
        Assert.Equal("Say what people will notice, and what to do.", ada.Page.QuerySelector("#text-says")!.TextContent);
        Assert.Equal("Say from when, as a date and a time.", ada.Page.QuerySelector("#from-says")!.TextContent);
        Assert.Equal("Records move", ada.Page.QuerySelector("[name='Entry.Title']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Of_two_who_change_it_the_later_sees_what_the_other_wrote()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Responder);
        var (one, other) = (await app.SignInAsync("Ada"), await app.SignInAsync("Ada"));
        var from = TimeProvider.System.GetUtcNow().AddDays(3);
        await one.OpenAsync("/planned/new");
        await one.SendAsync("work", Typed(from, "send"));
        await one.OpenAsync("/planned/1/edit");
        await other.OpenAsync("/planned/1/edit");
        await one.SendAsync("work", Typed(from, "send", "Mine"));
        await other.SendAsync("work", Typed(from, "send", "Yours"));
        Assert.Contains("Somebody changed it meanwhile", other.Text, StringComparison.Ordinal);
        Assert.Equal("Mine", other.Page.QuerySelector("section.already h3")!.TextContent);
        Assert.Equal("Yours", other.Page.QuerySelector("[name='Entry.Title']")!.GetAttribute("value"));
        await other.SendAsync("work", Typed(from, "send", "Both"));
        Assert.Equal("Both", app.App.Services.GetRequiredService<WorkFeed>().Current.Find(1)!.Title);
    }

    [Fact]
    public async Task A_viewer_sees_it_and_can_do_nothing()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.AddAsync("Ada", Role.Responder);
        await app.AddAsync("Vic", Role.Viewer);
        var ada = await app.SignInAsync("Ada");
        await ada.OpenAsync("/planned/new");
        await ada.SendAsync("work", Typed(TimeProvider.System.GetUtcNow().AddDays(3), "send"));
        var vic = await app.SignInAsync("Vic");
        await vic.OpenAsync("/planned/1");
        Assert.Contains("Records move house", vic.Text, StringComparison.Ordinal);
        Assert.Empty(vic.Page.QuerySelectorAll("main form"));
    }

    private static (string, string)[] Typed(DateTimeOffset from, string what, string title = "Records move house") =>
    [
        ("Entry.Title", title), ("Entry.Text", "Today’s changes probably appear by 09:00."), ("Entry.From", LocalTime.Write(from, London)), ("Entry.To", LocalTime.Write(from.AddHours(1), London)),
        ("Entry.Components", "overnight-records"), ("Entry.Components", "daily-figures"), ("Entry.Effect", "Partly"), ("Entry.EndsByItself", "true"), ("Entry.Note", "ring the vendor"), ("Entry.Do", what),
    ];

    private static async Task<IEnumerable<string>> Kinds(PeopleApp app) =>
        (await app.App.Services.GetRequiredService<Core.Journal.IJournal>().ReadAfterAsync(0, 1000, default)).Select(static entry => entry.Kind);
}
