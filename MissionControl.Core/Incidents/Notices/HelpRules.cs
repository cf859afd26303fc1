using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.OnCall;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>
/// Who is asked for help with a service, and where. The rotas that name the service; where none does, those that name no service and so look after
/// all. Whoever is on duty is told by the routes of their rota, at any hour: somebody needs them now. Without such a route they are told by
/// e-mail, else mentioned in Slack. Pure.
/// </summary>
public static class HelpRules
{
    /// <param name="hasWay">Can the destination be reached now?</param>
    public static HelpPlan Plan(string service, Definitions definitions, Func<string, bool> hasWay, DateTimeOffset now)
    {
        var name = definitions.Services.FirstOrDefault(known => known.Id == service)?.Name ?? service;
        var rotas = definitions.Rotas.Where(rota => rota.Services.Contains(service)).ToArray();
        if (rotas.Length == 0)
            rotas = [.. definitions.Rotas.Where(static rota => rota.Services.IsEmpty)];
        if (rotas.Length == 0)
            return new([], [], $"No rota of the catalog looks after {name}: nobody was told. Call somebody.");
        var duties = rotas.Select(rota => (Rota: rota, Duty: OnDuty.At(rota, now))).Where(static one => one.Duty is not null).Select(static one => (one.Rota, one.Duty!.Person)).ToArray();
        if (duties.Length == 0)
            return new([], [], $"Nobody is on duty for {name} now: nobody was told. Call somebody.");
        var (to, told) = (ImmutableArray.CreateBuilder<Recipient>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (rota, person) in duties)
            if (WaysTo(person, rota, service, definitions, hasWay) is { Length: > 0 } ways)
            {
                to.AddRange(ways);
                told.Add(person.Name);
            }

        return new(
            [.. to.DistinctBy(static recipient => (recipient.Destination, recipient.Addressee))],
            [.. told.Distinct(StringComparer.Ordinal)],
            told.Count > 0 ? null : $"{string.Join(" and ", duties.Select(static one => one.Person.Name).Distinct(StringComparer.Ordinal))} on duty, but no route, e-mail or Slack of the catalog reaches them: nobody was told. Call them.");
    }

    private static Recipient[] WaysTo(RotaPerson person, Rota rota, string service, Definitions definitions, Func<string, bool> hasWay)
    {
        var routed = definitions.Routes
            .Where(route => route.OnDuty == rota.Id && (route.Services.IsEmpty || route.Services.Contains(service)) && hasWay(route.To))
            .Select(route => WayBy(route, person, definitions)).OfType<Recipient>().ToArray();
        return routed.Length > 0 ? routed : PersonWays.Of(person.Email, person.Slack, PersonWays.Unnamed, definitions, hasWay) is { } own ? [own] : [];
    }

    private static Recipient? WayBy(Route route, RotaPerson person, Definitions definitions) => definitions.Destinations.FirstOrDefault(destination => destination.Id == route.To)?.Kind switch
    {
        DestinationKind.Slack or DestinationKind.SlackWebhook when person.Slack is { } slack => new(route.To, slack, route.Id),
        DestinationKind.Email when person.Email is { } email => new(route.To, email, route.Id),
        // A machine that knows by itself whom to call.
        DestinationKind.Webhook => new(route.To, null, route.Id),
        _ => null,
    };
}

/// <param name="Told">The names of those who will be told.</param>
/// <param name="Nobody">Why nobody will be, in a sentence; <see langword="null"/> when somebody is.</param>
public sealed record HelpPlan(ImmutableArray<Recipient> To, ImmutableArray<string> Told, string? Nobody);
