namespace MissionControl.Core.Alerts.Telling.Routing;

/// <summary>Somewhere messages can be sent. How to reach it, secrets included, only the edges know.</summary>
/// <param name="Id">Kebab-case, unique in the catalog.</param>
/// <param name="Where">For people: the channel, the addresses or the host. No secret.</param>
public sealed record Destination(string Id, DestinationKind Kind, string Where);

public enum DestinationKind
{
    /// <summary>One message per group, edited as it evolves, details in its thread.</summary>
    Slack,

    /// <summary>Messages that cannot be edited: one when it begins, one when it is worse, one all-clear.</summary>
    SlackWebhook,

    Email,

    /// <summary>Signed JSON for a machine.</summary>
    Webhook,
}
