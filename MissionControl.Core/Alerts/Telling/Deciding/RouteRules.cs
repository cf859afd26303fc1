using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.OnCall;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>Which routes concern a group. Pure.</summary>
public static class RouteRules
{
    /// <summary>Of routes to the same destination for the same audience the first: nobody is told the same twice.</summary>
    public static IEnumerable<Route> For(AlertGroup group, Definitions definitions) => definitions.Routes
        .Where(route => Concerns(route, group, definitions))
        .DistinctBy(static route => (route.To, route.Audience));

    public static bool Concerns(Route route, AlertGroup group, Definitions definitions) =>
        group.Urgency <= route.AtLeast
        && Touches(route.Services, group.Services)
        && Touches(route.Bpms, group.Bpms.AddRange(group.Hurting))
        && (route.Rules.IsEmpty || (group.Rule is { } rule && route.Rules.Contains(rule)))
        && (RotaOf(route, definitions) is not { } rota || Touches(rota.Services, group.Services));

    /// <summary>Whoever is on duty by the route's rota now, as the kind of destination addresses them; of a person's own destination, their address.</summary>
    public static string? Addressee(Route route, Definitions definitions, DateTimeOffset now)
    {
        if (Subscription.IsPersonal(route.To))
            return definitions.Destinations.FirstOrDefault(destination => destination.Id == route.To)?.Where;
        var person = RotaOf(route, definitions) is { } rota ? OnDuty.At(rota, now)?.Person : null;
        return definitions.Destinations.FirstOrDefault(destination => destination.Id == route.To)?.Kind switch
        {
            DestinationKind.Slack or DestinationKind.SlackWebhook => person?.Slack,
            DestinationKind.Email => person?.Email,
            _ => null,
        };
    }

    private static Rota? RotaOf(Route route, Definitions definitions) =>
        route.OnDuty is null ? null : definitions.Rotas.FirstOrDefault(rota => rota.Id == route.OnDuty);

    private static bool Touches(ImmutableArray<string> wanted, ImmutableArray<string> touched) => wanted.IsEmpty || touched.Any(id => wanted.Contains(id));
}
