using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support;
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
    private readonly Bunit.TestDoubles.BunitAuthorizationContext _people;

    public StretchPanelTests()
    {
        _book = _store.Book(_clock);
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(_book);
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
        await panel.Find(".stretch-list button").ClickAsync();
        Show(panel);
        Assert.Empty(_book.Current.All);
        Assert.Equal("Undo", panel.Find(".stretch-list button").TextContent);
        await panel.Find(".stretch-list button").ClickAsync();
        Show(panel);
        Assert.Single(_book.Current.All);
        Assert.Equal("Withdraw", panel.Find(".stretch-list button").TextContent);
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

    private IRenderedComponent<StretchPanel> Open(Tile tile) => Open(tile, "UTC");

    private IRenderedComponent<StretchPanel> Open(Tile tile, string zone) => Render<StretchPanel>(parameters => parameters
        .Add(panel => panel.View, BpmView.From(A.Board().In(zone).With(tile).Build(), Id, A.Moment)!)
        .Add(panel => panel.Standing, _book.For(Id))
        .Add(panel => panel.Now, A.Moment));

    private void Show(IRenderedComponent<StretchPanel> panel) => panel.Render(parameters => parameters.Add(part => part.Standing, _book.For(Id)));
}
