using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>Planned work as the public sees it: on the page, in feeds and in the API.</summary>
public sealed class PlannedWorkTests
{
    private static readonly DateTimeOffset _now = A.Moment;
    private static readonly Work _on = Works.Work(Works.Draft(_now.AddHours(-1), _now.AddHours(1)), _now.AddDays(-3));
    private static readonly Work _ahead = Works.Work(Works.Draft(new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero), new(2026, 7, 1, 0, 30, 0, TimeSpan.Zero)), new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_component_under_work_is_planned_work_and_never_less()
    {
        Assert.Equal(ComponentState.PlannedWork, new PublicCase().With(_on).StateOf("records"));
        Assert.Equal(ComponentState.Working, new PublicCase().With(_on).StateOf("sign-in"));
        Assert.Equal(ComponentState.Down, new PublicCase().With(_on).With("records-sync", Health.MajorOutage).StateOf("records"));
        Assert.Equal(ComponentState.Unseen, new PublicCase().With(_on).Without("records-sync").StateOf("records"));
    }

    [Fact]
    public void An_incident_about_it_counts_whatever_is_planned() => Assert.Equal(
        ComponentState.PartlyDown,
        new PublicCase().With(_on).With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Investigating, "Lost.", _now, component: "records")).StateOf("records"));

    [Fact]
    public void What_takes_longer_stays_planned_work_and_the_first_sentence_says_so()
    {
        var late = new PublicCase().With(_on with { To = _now.AddMinutes(-10) });
        Assert.Equal(ComponentState.PlannedWork, late.StateOf("records"));
        Assert.Equal("Everything is working, apart from planned work on Overnight records. Planned work on Overnight records takes longer than announced.", late.Headline());
        Assert.Contains("Planned work, longer than announced", Page(late), StringComparison.Ordinal);
        Assert.Contains("It takes longer than announced.", Page(late), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_tells_it_in_local_time_and_in_utc()
    {
        var html = Page(new PublicCase().In("Europe/London").With(_ahead));
        Assert.Contains(">Wednesday 1 July, 00:30 to 01:30</time></strong> <span class=\"q\">(Tuesday 30 June, 23:30 to Wednesday 1 July, 00:30 UTC)</span>", html, StringComparison.Ordinal);
        var winter = Page(new PublicCase().In("Europe/London").With(_on));
        Assert.Contains(">Saturday 21 November, 01:04 to 03:04</time></strong> <span class=\"q\">(01:04 to 03:04 UTC)</span>", winter, StringComparison.Ordinal);
        Assert.Contains("Planned work until 03:04", winter, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_announced_after_it_had_begun_says_so() => Assert.Contains(
        "Announced <time", Page(new PublicCase().With(Works.Work(Works.Draft(_now.AddHours(-1), _now.AddHours(1)), _now))), StringComparison.Ordinal);

    [Fact]
    public void An_end_that_was_written_later_says_both_times()
    {
        var work = Works.Work(Works.Draft(_now.AddHours(-3), _now.AddHours(-1)), _now.AddDays(-3));
        string Ended(DateTimeOffset? at) => Encoding.UTF8.GetString(new StatusEdition(
            new PublicCase().With(WorkRules.Do(work, new WorkAct.End("All is moved.") { At = at }, 1, Works.House, _now).Work!).Make(), _now, "").Find(StatusKey.Of(StatusKind.Planned) with { Number = 1 }).Body.Span);
        var early = Ended(_now.AddHours(-2));
        Assert.Contains("That it was over was written <time", early, StringComparison.Ordinal);
        // When it really lasted until, and not until when it was announced.
        Assert.Contains("Friday 20 November, 23:04 to Saturday 21 November, 00:04", early, StringComparison.Ordinal);
        Assert.DoesNotContain("was written", Ended(null), StringComparison.Ordinal);
        Assert.DoesNotContain("was written", Ended(_now.AddMinutes(-4)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_is_in_the_history_of_its_month_and_what_is_to_come_is_not()
    {
        var model = new PublicCase().With(_on with { Number = 1, EndedAt = _now.AddMinutes(-1) }).With(Works.Work(_now.AddDays(5), _now.AddDays(6)) with { Number = 2 }).Make();
        var history = Text(model, StatusKind.History);
        Assert.Contains("/status/planned/1\"", history, StringComparison.Ordinal);
        Assert.DoesNotContain("/status/planned/2\"", history, StringComparison.Ordinal);
        Assert.Equal([2, 1], model.Planned.Select(static work => work.Number));
    }

    [Fact]
    public void Every_word_of_it_is_an_entry_of_the_feeds_and_none_that_was_skipped()
    {
        var work = _on with { Notices = [.. _on.Notices, new(2, _now.AddDays(-2), NoticeKind.DayBefore, _on.From, _on.To, "", "It was late."), new(3, _now.AddHours(-1), NoticeKind.Started, _on.From, _on.To, _on.Text)] };
        var model = new PublicCase().With(work).Make();
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entries = XDocument.Parse(Text(model, StatusKind.Atom)).Descendants(atom + "entry").ToArray();
        Assert.Equal(["Overnight records move: Begun", "Overnight records move: Announced"], entries.Select(entry => entry.Element(atom + "title")!.Value));
        Assert.StartsWith("Saturday 21 November, 01:04 to 03:04\nToday’s changes", entries[0].Element(atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Equal(2, XDocument.Parse(Text(model, StatusKind.Rss)).Descendants("item").Count());
    }

    [Fact]
    public void The_api_tells_it_as_a_statuspage_does()
    {
        var ended = _on with { Number = 4, EndedAt = _now, Notices = [.. _on.Notices, new(2, _now, NoticeKind.Ended, _on.From, _on.To, "All is moved.")] };
        var ahead = Works.Work(_now.AddDays(5), _now.AddDays(6)) with { Number = 2 };
        var model = new PublicCase().With(_on).With(ended).With(ahead).With(ahead with { Number = 3, EndedAt = _now, IsCancelled = true }).Make();
        Assert.Equal(["planned-1:in_progress"], Of(model, StatusKind.Active));
        Assert.Equal(["planned-2:scheduled"], Of(model, StatusKind.Upcoming));
        Assert.Equal(["planned-1:in_progress", "planned-2:scheduled"], Of(model, StatusKind.Summary));
        Assert.Equal(["planned-1:in_progress", "planned-2:scheduled", "planned-3:completed", "planned-4:completed"], Of(model, StatusKind.Scheduled).Order(StringComparer.Ordinal));
        var one = Maintenances(model, StatusKind.Scheduled).Single(static one => one.GetProperty("id").GetString() == "planned-4");
        var updates = one.GetProperty("incident_updates").EnumerateArray().ToArray();
        Assert.Equal(["completed", "scheduled"], updates.Select(static update => update.GetProperty("status").GetString()!));
        Assert.Equal(["planned-4-2", "planned-4-1"], updates.Select(static update => update.GetProperty("id").GetString()!));
        Assert.Equal("All is moved.", updates[0].GetProperty("body").GetString());
        string[] keys = ["id", "status", "body", "incident_id", "created_at", "updated_at", "display_at", "affected_components", "deliver_notifications", "custom_tweet", "tweet_id"];
        Assert.Equal(keys, updates[0].EnumerateObject().Select(static key => key.Name));
        Assert.Equal("records", one.GetProperty("components")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void The_snapshot_brings_it_to_another_process_whole()
    {
        var model = new PublicCase().With(_on).Make();
        var read = PublicModelJson.Read(PublicModelJson.Write(model))!;
        Assert.Equal((1, _on.Uid, NoticeKind.Announced), (read.Planned[0].Number, read.Planned[0].Uid, read.Planned[0].Notices[0].Kind));
        Assert.Null(PublicModelJson.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PublicModelJson.Write(model)).Replace("\"notices\":", "\"other\":", StringComparison.Ordinal))));
    }

    [Fact]
    public void Files_for_any_host_have_its_page_and_the_calendar()
    {
        var files = StatusExport.Files(new PublicCase().With(_on).Make(), _now, "https://status.example.org").ToDictionary(static file => file.Path, static file => Encoding.UTF8.GetString(file.Bytes));
        Assert.Contains("href=\"../index.html\"", files["planned/1.html"], StringComparison.Ordinal);
        Assert.Contains("href=\"planned/1.html\"", files["index.html"], StringComparison.Ordinal);
        Assert.Contains("href=\"planned.ics\"", files["index.html"], StringComparison.Ordinal);
        Assert.Contains("URL:https://status.example.org/planned/1.html", files["planned.ics"], StringComparison.Ordinal);
    }

    private static string Page(PublicCase said) => Encoding.UTF8.GetString(new StatusEdition(said.Make(), _now, "").Usual.Body.Span);

    private static string Text(PublicModel model, StatusKind kind) => Encoding.UTF8.GetString(new StatusEdition(model, _now, "").Find(StatusKey.Of(kind)).Body.Span);

    private static IEnumerable<string> Of(PublicModel model, StatusKind kind) => Maintenances(model, kind).Select(static one => $"{one.GetProperty("id").GetString()}:{one.GetProperty("status").GetString()}");

    private static JsonElement[] Maintenances(PublicModel model, StatusKind kind) =>
        [.. JsonDocument.Parse(Text(model, kind)).RootElement.GetProperty("scheduled_maintenances").EnumerateArray()];
}
