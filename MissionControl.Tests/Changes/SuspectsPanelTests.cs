using System.Collections.Immutable;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Changes;

namespace MissionControl.Tests.Changes;

public sealed class SuspectsPanelTests : BunitContext
{
    private readonly ChangeBook _book = new(new RememberedChanges(), new ManualTimeProvider(A.Moment), NullLogger<ChangeBook>.Instance);
    private readonly Bunit.TestDoubles.BunitAuthorizationContext _people;

    public SuspectsPanelTests()
    {
        Services.AddSingleton(_book);
        Services.AddScoped<ChangeDesk>();
        _people = AddAuthorization();
        Is("Responder");
    }

    [Fact]
    public async Task The_likeliest_comes_first_with_why_and_one_tap_says_it_was_this()
    {
        await TellAsync();
        var panel = Show();
        Assert.Equal(["identity-web 4.18.0", "search 9"], panel.FindAll("li b").Select(title => title.TextContent));
        Assert.Equal(["2 min before, same service", "1 min before, other service, no dependency"], panel.FindAll(".suspect-why").Select(why => why.TextContent.ToLowerInvariant()));
        Assert.Equal("likely", Assert.Single(panel.FindAll(".likely")).TextContent);
        await panel.FindAll(".suspect-acts button")[0].ClickAsync();
        Assert.Equal(ChangeMark.Guilty, Marked());
        Assert.StartsWith("Noted.", panel.Find("[role=status]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("true", Show().FindAll(".suspect-acts button")[0].GetAttribute("aria-pressed"));
        await panel.Find("[data-undo]").ClickAsync();
        Assert.Null(Marked());
    }

    [Fact]
    public async Task A_viewer_reads_and_says_nothing()
    {
        await TellAsync();
        Is("Viewer");
        Assert.Empty(Show().FindAll("button"));
        await _book.MarkAsync(_book.Current.All.Single(change => change.Service == "identity").Id, ChangeMark.RolledBack, Actor.System, default);
        Assert.Equal("Somebody said: Rolled back.", Show().Find("li > p").TextContent);
    }

    [Fact]
    public void Nothing_that_may_be_to_blame_is_no_panel() => Assert.Empty(Show().Markup.Trim());

    protected override void Dispose(bool disposing)
    {
        _book.Dispose();
        base.Dispose(disposing);
    }

    private void Is(string role) => _people.SetAuthorized("Zoe").SetClaims(new Claim(Access.RoleClaim, role), new Claim(Access.ActorClaim, "person:7"));

    private async Task TellAsync()
    {
        await _book.TellAsync(new() { Kind = "deploy", Title = "identity-web 4.18.0", Service = "identity", At = "2026-11-21T02:02:00Z" }, Actor.System, default);
        await _book.TellAsync(new() { Kind = "flag", Title = "search 9", Service = "search", At = "2026-11-21T02:03:00Z" }, Actor.System, default);
    }

    private ChangeMark? Marked() => _book.Current.All.Single(change => change.Service == "identity").Mark;

    private IRenderedComponent<SuspectsPanel> Show()
    {
        var definitions = Definitions.Empty with { Services = [new("identity", "Identity", "", null, []), new("search", "Search", "", null, [])] };
        ImmutableArray<Suspect> ranked = GuiltRules.Rank(new(["identity"], A.Moment, TimeSpan.FromMinutes(5)), _book.Current, new(definitions.Services));
        return Render<SuspectsPanel>(parameters => parameters.Add(panel => panel.Suspects, SuspectView.List(ranked, definitions, A.Moment)));
    }
}
