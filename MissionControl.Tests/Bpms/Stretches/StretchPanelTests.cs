using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.Incidents;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Account;
using MissionControl.Web.Bpms;
using MissionControl.Web.Bpms.Stretches;

namespace MissionControl.Tests.Bpms.Stretches;

public sealed class StretchPanelTests : BunitContext
{
    private const string Id = "sign-in-success";

    private readonly ManualTimeProvider _clock = new(A.Moment);
    private readonly RememberedStretches _store = new();
    private readonly StretchBook _book;
    private readonly IncidentFeed _incidents = new();
    private readonly Bunit.TestDoubles.BunitAuthorizationContext _people;

    public StretchPanelTests()
    {
        _book = _store.Book(_clock);
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(_book);
        Services.AddSingleton(_incidents);
        Services.AddScoped<StretchDesk>();
        _people = AddAuthorization();
        _people.SetAuthorized("Zoe").SetClaims(new Claim(Access.RoleClaim, "Responder"), new Claim(Access.ActorClaim, "person:7"), new Claim(Access.AddressClaim, "192.0.2.7"));
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void It_is_closed_to_one_line()
    {
        var panel = Open(A.Tile().Build());
        Assert.False(panel.Find("details").HasAttribute("open"));
        Assert.Equal("Not a normal time?", panel.Find("summary h2").TextContent);
    }

    [Theory]
    [InlineData("Viewer", false)]
    [InlineData("Responder", true)]
    [InlineData("Administrator", true)]
    public async Task Only_whoever_may_declare_is_shown_how(string role, bool isShown)
    {
        await _book.DeclareAsync(new StretchDraft { Kind = StretchKind.Outage, Bpm = Id, From = A.Moment.AddHours(-1), To = A.Moment, Words = "", By = new("person:7", null) }, default);
        _people.SetClaims(new Claim(Access.RoleClaim, role), new Claim(Access.ActorClaim, "person:8"));
        var panel = Open(A.Tile().Build());
        Assert.Equal((isShown, isShown), (panel.FindAll("form").Count > 0, panel.FindAll("button").Count > 0));
        Assert.Single(panel.FindAll(".stretch-list li"));
    }

    [Fact]
    public async Task A_viewer_declares_nothing_and_is_told_why()
    {
        _people.SetClaims(new Claim(Access.RoleClaim, "Viewer"), new Claim(Access.ActorClaim, "person:8"));
        var desk = Services.GetRequiredService<StretchDesk>();
        var answer = await desk.DeclareAsync(new StretchDraft { Kind = StretchKind.Outage, Bpm = Id, From = A.Moment.AddHours(-1), To = A.Moment, Words = "" }, default);
        Assert.Null(answer.Stretch);
        Assert.Contains("at least a Responder", Assert.Single(answer.Problems).Words, StringComparison.Ordinal);
        Assert.Empty(_book.For(Id));
    }

    [Fact]
    public async Task The_offered_hour_is_declared_with_one_press()
    {
        var panel = Open(A.Tile().Build());
        Assert.Equal(("2026-11-21T01:04", "2026-11-21T02:04"), (panel.Find("#stretch-from").GetAttribute("value"), panel.Find("#stretch-to").GetAttribute("value")));
        await panel.Find("form").SubmitAsync();
        var stretch = Assert.Single(_book.For(Id));
        Assert.Equal((StretchKind.Outage, Id, A.Moment.AddHours(-1), A.Moment, "person:7"), (stretch.Kind, stretch.Bpm, stretch.From, stretch.To, stretch.By));
        Assert.Equal(new("person:7", "192.0.2.7"), _store.LastBy);
        Assert.Equal("Declared: outage, Sat 21 Nov 01:04 to 02:04.", panel.Find(".stretch-send [role=status]").TextContent);
    }

    [Fact]
    public async Task The_time_of_an_incident_is_offered_until_it_is_declared()
    {
        var began = A.Moment.AddDays(-1);
        Incident[] incidents = [Over(3, began), Over(4, began.AddDays(-40)), new IncidentBuilder(5, Severity.Sev2, began).Build()];
        _incidents.Publish(new(1, incidents.ToImmutableSortedDictionary(incident => incident.Number, incident => incident)));
        var tile = A.Tile().Build();
        var panel = Open(tile with { Bpm = tile.Bpm with { Services = ["identity"] } });
        Assert.Equal("Incident 3, Fri 20 Nov 02:04 to 03:34", Assert.Single(panel.FindAll(".stretch-form .acts button")).TextContent);

        await panel.Find(".stretch-form .acts button").ClickAsync();
        Assert.Equal(("2026-11-20T02:04", "2026-11-20T03:34", "Incident 3"), (Value(panel, "from"), Value(panel, "to"), Value(panel, "words")));
        await panel.Find("form").SubmitAsync();
        Show(panel);
        Assert.Equal((StretchKind.Outage, began, began.AddMinutes(90)), (_book.For(Id)[0].Kind, _book.For(Id)[0].From, _book.For(Id)[0].To));
        Assert.Empty(panel.FindAll(".stretch-form .acts"));
    }

    [Fact]
    public async Task A_coming_holiday_of_every_metric_is_declared_as_typed()
    {
        var panel = Open(A.Tile().Build());
        await panel.Find("#stretch-kind").ChangeAsync(new() { Value = "BankHoliday" });
        await panel.Find("#stretch-for").ChangeAsync(new() { Value = "every" });
        await panel.Find("#stretch-from").ChangeAsync(new() { Value = "2026-12-25T00:00" });
        await panel.Find("#stretch-to").ChangeAsync(new() { Value = "2026-12-26T00:00" });
        await panel.Find("#stretch-words").ChangeAsync(new() { Value = "Christmas Day" });
        await panel.Find("form").SubmitAsync();
        var stretch = Assert.Single(_book.For("any-other"));
        Assert.Equal((StretchKind.BankHoliday, null, "Christmas Day"), (stretch.Kind, stretch.Bpm, stretch.Words));
    }

    [Fact]
    public async Task A_problem_stands_beside_its_field_and_what_was_typed_is_kept()
    {
        var panel = Open(A.Tile().Build());
        await panel.Find("#stretch-to").ChangeAsync(new() { Value = "2026-11-20T00:00" });
        await panel.Find("#stretch-words").ChangeAsync(new() { Value = "Kept" });
        await panel.Find("form").SubmitAsync();
        Assert.Equal("The end must lie after the beginning.", panel.Find("#stretch-to-says").TextContent);
        Assert.Equal("true", panel.Find("#stretch-to").GetAttribute("aria-invalid"));
        Assert.Equal(("2026-11-20T00:00", "Kept"), (panel.Find("#stretch-to").GetAttribute("value"), panel.Find("#stretch-words").GetAttribute("value")));
        Assert.Empty(_book.Current.All);
    }

    [Fact]
    public async Task A_database_that_fails_is_told_and_what_was_typed_is_kept()
    {
        _store.IsBroken = true;
        var panel = Open(A.Tile().Build());
        await panel.Find("#stretch-words").ChangeAsync(new() { Value = "Kept" });
        await panel.Find("form").SubmitAsync();
        Assert.StartsWith("Not declared. It could not be saved just now", panel.Find(".stretch-send [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept", panel.Find("#stretch-words").GetAttribute("value"));
    }

    [Fact]
    public async Task A_time_at_which_the_clocks_change_says_how_it_is_read()
    {
        var panel = Open(A.Tile().Build(), "Europe/London");
        await panel.Find("#stretch-from").ChangeAsync(new() { Value = "2027-03-28T01:30" });
        Assert.Equal("The clocks go forward and there is no 01:30: 02:30 is meant.", panel.Find("#stretch-from-says").TextContent);
    }

    [Fact]
    public async Task Withdrawing_can_be_undone_with_the_same_button()
    {
        var panel = Open(A.Tile().Build());
        await panel.Find("form").SubmitAsync();
        Show(panel);
        await panel.Find(".stretch-list .take-back").ClickAsync();
        Show(panel);
        Assert.Empty(_book.Current.All);
        Assert.Equal("Undo", panel.Find(".stretch-list .take-back").TextContent);
        await panel.Find(".stretch-list .take-back").ClickAsync();
        Show(panel);
        Assert.Single(_book.Current.All);
        Assert.Equal("Withdraw", panel.Find(".stretch-list .take-back").TextContent);
    }

    [Fact]
    public async Task What_is_declared_is_changed_in_its_place_and_that_can_be_undone()
    {
        var panel = Open(A.Tile().Build());
        await panel.Find("form").SubmitAsync();
        Show(panel);
        var before = _book.For(Id)[0];
        await Press(panel, "Change");
        Assert.Equal(("2026-11-21T01:04", "2026-11-21T02:04"), (panel.Find("#change-from").GetAttribute("value"), panel.Find("#change-to").GetAttribute("value")));
        await panel.Find("#change-kind").ChangeAsync(new() { Value = "Campaign" });
        await panel.Find("#change-to").ChangeAsync(new() { Value = "2026-11-21T02:00" });
        await panel.Find("#change-words").ChangeAsync(new() { Value = "Autumn" });
        await panel.Find(".stretch-list form").SubmitAsync();
        Show(panel);

        var after = Assert.Single(_book.For(Id));
        Assert.Equal((StretchKind.Campaign, before.From, A.Moment.AddMinutes(-4), "Autumn", "person:7"), (after.Kind, after.From, after.To, after.Words, after.By));
        Assert.Equal("Changed: campaign, Sat 21 Nov 01:04 to 02:00.", Said(panel));
        Assert.Empty(panel.FindAll(".stretch-list form"));
        await Press(panel, "Undo change");
        Show(panel);
        Assert.Equal<Stretch>([before], _book.For(Id));
        Assert.Equal(["Change", "Withdraw"], panel.FindAll(".stretch-acts button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task A_change_that_cannot_be_is_told_beside_its_field_and_may_be_left()
    {
        var panel = Open(A.Tile().Build());
        await panel.Find("form").SubmitAsync();
        Show(panel);
        var before = _book.For(Id)[0];
        await Press(panel, "Change");
        await panel.Find("#change-to").ChangeAsync(new() { Value = "2026-11-20T00:00" });
        await panel.Find(".stretch-list form").SubmitAsync();
        Assert.Equal("The end must lie after the beginning.", panel.Find("#change-to-says").TextContent);
        Assert.Equal("Not changed. See beside the field.", panel.Find(".stretch-list [role=status]").TextContent);
        await panel.Find(".stretch-list form button[type=button]").ClickAsync();
        Assert.Empty(panel.FindAll(".stretch-list form"));
        Assert.Equal<Stretch>([before], _book.For(Id));
    }

    [Fact]
    public async Task Times_nobody_touched_stay_the_moments_they_were()
    {
        // The second half past one of the night when London's clocks go back, with seconds.
        var from = new DateTimeOffset(2026, 10, 25, 1, 30, 7, TimeSpan.Zero);
        await _book.DeclareAsync(new StretchDraft { Kind = StretchKind.Outage, Bpm = Id, From = from, To = from.AddMinutes(20) }, default);
        var panel = Open(A.Tile().Build(), "Europe/London");
        await Press(panel, "Change");
        await panel.Find("#change-words").ChangeAsync(new() { Value = "Backup" });
        await panel.Find(".stretch-list form").SubmitAsync();
        Show(panel);
        Assert.Equal((from, from.AddMinutes(20), "Backup"), (_book.For(Id)[0].From, _book.For(Id)[0].To, _book.For(Id)[0].Words));
    }

    [Fact]
    public async Task A_new_normal_has_nothing_to_change()
    {
        await _book.DeclareAsync(new StretchDraft { Kind = StretchKind.NewNormal, Bpm = Id, From = A.Moment.AddHours(-1), To = null }, default);
        Assert.Equal(["Withdraw"], Open(A.Tile().Build()).FindAll(".stretch-acts button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task A_viewer_changes_nothing_and_is_told_why()
    {
        var stretch = (await _book.DeclareAsync(new StretchDraft { Kind = StretchKind.Outage, Bpm = Id, From = A.Moment.AddHours(-1), To = A.Moment }, default)).Stretch!;
        _people.SetClaims(new Claim(Access.RoleClaim, "Viewer"), new Claim(Access.ActorClaim, "person:8"));
        var desk = Services.GetRequiredService<StretchDesk>();
        var answer = await desk.ChangeAsync(stretch.Id, new StretchDraft { Kind = StretchKind.Campaign, Bpm = Id, From = A.Moment.AddHours(-1), To = A.Moment }, default);
        Assert.Contains("at least a Responder", Assert.Single(answer.Problems).Words, StringComparison.Ordinal);
        Assert.Contains("at least a Responder", Assert.Single((await desk.ChangeBackAsync(stretch.Id, stretch.Id, default)).Problems).Words, StringComparison.Ordinal);
        Assert.Equal<Stretch>([stretch], _book.For(Id));
    }

    [Fact]
    public async Task Off_for_over_an_hour_can_be_adopted_as_the_new_normal_once()
    {
        var panel = Open(A.Tile().Off(0.41, TimeSpan.FromHours(5)).Build());
        await panel.Find(".new-normal button").ClickAsync();
        var stretch = Assert.Single(_book.For(Id));
        Assert.Equal((StretchKind.NewNormal, A.Moment.AddHours(-5), null), (stretch.Kind, stretch.From, stretch.To));
        Show(panel);
        Assert.Empty(panel.FindAll(".new-normal"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_normal_or_outside_for_less_than_an_hour_cannot_be_adopted(bool off) =>
        Assert.Empty(Open((off ? A.Tile().Off(0.41, TimeSpan.FromMinutes(59)) : A.Tile()).Build()).FindAll(".new-normal"));

    [Fact]
    public void Off_offers_the_time_since_then() =>
        Assert.Equal("2026-11-20T21:04", Open(A.Tile().Off(0.41, TimeSpan.FromHours(5)).Build()).Find("#stretch-from").GetAttribute("value"));

    [Fact]
    public async Task Opened_later_it_offers_the_hour_before_then_unless_somebody_has_typed()
    {
        var panel = Open(A.Tile().Build());
        _clock.Advance(TimeSpan.FromHours(2));
        await panel.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        Assert.Equal("2026-11-21T04:04", panel.Find("#stretch-to").GetAttribute("value"));
        await panel.Find("#stretch-to").ChangeAsync(new() { Value = "2026-11-21T03:33" });
        await panel.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        Assert.Equal("2026-11-21T03:33", panel.Find("#stretch-to").GetAttribute("value"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _book.Dispose();
    }

    private static Incident Over(int number, DateTimeOffset began) =>
        new IncidentBuilder(number, Severity.Sev2, began).Says(Phase.Resolved, "It is over.", began.AddMinutes(90)).Build();

    private static Task Press(IRenderedComponent<StretchPanel> panel, string name) =>
        panel.FindAll(".stretch-acts button").Single(button => button.TextContent == name).ClickAsync();

    private static string Said(IRenderedComponent<StretchPanel> panel) => panel.Find("section > [role=status]").TextContent;

    private static string? Value(IRenderedComponent<StretchPanel> panel, string field) => panel.Find("#stretch-" + field).GetAttribute("value");

    private IRenderedComponent<StretchPanel> Open(Tile tile) => Open(tile, "UTC");

    private IRenderedComponent<StretchPanel> Open(Tile tile, string zone) => Render<StretchPanel>(parameters => parameters
        .Add(panel => panel.View, BpmView.From(A.Board().In(zone).With(tile).Build(), Id, A.Moment)!)
        .Add(panel => panel.Standing, _book.For(Id))
        .Add(panel => panel.Now, A.Moment));

    private void Show(IRenderedComponent<StretchPanel> panel) => panel.Render(parameters => parameters.Add(part => part.Standing, _book.For(Id)));
}
