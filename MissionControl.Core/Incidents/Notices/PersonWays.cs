using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>How one person is reached when no route says it. Pure.</summary>
internal static class PersonWays
{
    /// <summary>The own destination of somebody who has no account here.</summary>
    public static readonly string Unnamed = Subscription.DestinationOf(Guid.Empty);

    /// <summary>By e-mail, else by a mention in Slack; <see langword="null"/>: not at all.</summary>
    /// <param name="own">Their own destination (<see cref="Subscription.DestinationOf"/>).</param>
    public static Recipient? Of(string? email, string? slack, string own, Definitions definitions, Func<string, bool> hasWay)
    {
        if (email is not null && hasWay(own))
            return new(own, email, null);
        return slack is not null && definitions.Destinations.FirstOrDefault(one => one.Kind is DestinationKind.Slack or DestinationKind.SlackWebhook && hasWay(one.Id)) is { } place
            ? new(place.Id, slack, null)
            : null;
    }
}
