using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Telling.Subscribing;

/// <summary>What a person may subscribe to, and how that becomes routes. Pure.</summary>
public static class SubscriptionRules
{
    public const int MostOfAPerson = 20;

    /// <summary>Everything that is wrong with it; empty when nothing is.</summary>
    public static ImmutableArray<FieldProblem> Check(Subscription subscription, Definitions definitions)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        if (subscription.Services.Any(id => definitions.Services.All(service => service.Id != id)))
            problems.Add(new("services", "One of these services is no longer in the catalog."));
        if (subscription.Bpms.Any(id => definitions.FindBpm(id) is null))
            problems.Add(new("bpms", "One of these metrics is no longer in the catalog."));
        if (subscription.QuietFrom is null != subscription.QuietTo is null)
            problems.Add(new("quiet", "Give both times, or neither."));
        else if (subscription.QuietFrom is not null && subscription.QuietFrom == subscription.QuietTo)
            problems.Add(new("quiet", "The two times must differ."));
        return problems.ToImmutable();
    }

    /// <summary>The catalog's definitions with everybody's own routes behind its own.</summary>
    public static Definitions With(Definitions definitions, ImmutableArray<Subscriber> subscribers) => subscribers.IsEmpty ? definitions : definitions with
    {
        Routes = definitions.Routes.AddRange(subscribers.Select(subscriber => subscriber.Subscription.ToRoute(definitions.Organisation.Zone))),
        Destinations = definitions.Destinations.AddRange(subscribers
            .DistinctBy(static subscriber => subscriber.Subscription.Person)
            .Select(static subscriber => new Destination(Subscription.DestinationOf(subscriber.Subscription.Person), DestinationKind.Email, subscriber.Email))),
    };
}
