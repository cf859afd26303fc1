using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents.Notices;
using MissionControl.Core.OnCall;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Incidents.Notices;

public sealed class HelpRulesTests
{
    [Fact]
    public void Whoever_is_on_duty_for_the_service_is_told_by_the_routes_of_the_rota()
    {
        var plan = Plan(Catalog());
        Assert.Equal((null, "Ada"), (plan.Nobody, Assert.Single(plan.Told)));
        Assert.Equal<Recipient>([new("ops", "U1", "on-call"), new("duty", "ada@example.org", "duty")], plan.To);
    }

    [Fact]
    public void A_rota_that_names_no_service_is_asked_only_when_none_names_it()
    {
        var both = Catalog() with { Rotas = [Rota("all", []) with { People = [new("Bo", "bo@example.org", null)], Turns = ["Bo"] }, Rota("platform", ["identity"])] };
        Assert.Equal<string>(["Ada"], Plan(both).Told);
        Assert.Equal<string>(["Bo"], Plan(both with { Rotas = [both.Rotas[0], Rota("platform", ["search"])] }).Told);
    }

    [Fact]
    public void Nobody_told_is_said_with_why()
    {
        Assert.Equal("No rota of the catalog looks after Identity: nobody was told. Call somebody.", Plan(Catalog() with { Rotas = [Rota("other", ["search"])] }).Nobody);
        Assert.Equal("Nobody is on duty for Identity now: nobody was told. Call somebody.", Plan(Catalog() with { Rotas = [Rota("platform", ["identity"]) with { Start = new(2027, 1, 4) }] }).Nobody);
        var unreached = HelpRules.Plan("identity", Catalog(), static _ => false, A.Moment);
        Assert.Equal("Ada on duty, but no route, e-mail or Slack of the catalog reaches them: nobody was told. Call them.", unreached.Nobody);
        Assert.Empty(unreached.To);
    }

    [Fact]
    public void Without_a_route_of_the_rota_they_are_told_by_e_mail_else_mentioned_in_slack()
    {
        var catalog = Catalog() with { Routes = [] };
        Assert.Equal(new Recipient("person:00000000-0000-0000-0000-000000000000", "ada@example.org", null), Assert.Single(Plan(catalog).To));
        var slack = HelpRules.Plan("identity", catalog, static id => id == "ops", A.Moment);
        Assert.Equal(new Recipient("ops", "U1", null), Assert.Single(slack.To));
    }

    private static HelpPlan Plan(Definitions catalog) => HelpRules.Plan("identity", catalog, static _ => true, A.Moment);

    internal static Definitions Catalog() => Definitions.Empty with
    {
        Services = [new Service("identity", "Identity", "", null, [])],
        Rotas = [Rota("platform", ["identity"])],
        Destinations = [new("ops", DestinationKind.Slack, "C1"), new("duty", DestinationKind.Email, "whoever is on duty"), new("offices", DestinationKind.Email, "offices@example.org")],
        Routes =
        [
            new Route { Id = "on-call", To = "ops", Audience = Audience.Responder, OnDuty = "platform" },
            new Route { Id = "duty", To = "duty", Audience = Audience.Responder, OnDuty = "platform" },
            new Route { Id = "elsewhere", To = "duty", Audience = Audience.Responder, OnDuty = "platform", Services = ["search"] },
            new Route { Id = "offices", To = "offices", Audience = Audience.LocalOffice },
        ],
    };

    private static Rota Rota(string id, string[] services) => new()
    {
        Id = id, Name = id, Zone = TimeZoneInfo.Utc, Services = [.. services], People = [new("Ada", "ada@example.org", "U1")], Start = new(2026, 11, 16), Turns = ["Ada"],
    };
}
