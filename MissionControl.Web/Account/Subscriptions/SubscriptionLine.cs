using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Web.Alerts;

namespace MissionControl.Web.Account.Subscriptions;

/// <summary>A subscription in words.</summary>
/// <param name="What">Which alerts.</param>
/// <param name="How">In whose words, and when not.</param>
public sealed record SubscriptionLine(Guid Id, string What, string How)
{
    public static SubscriptionLine From(Subscription subscription, Definitions definitions)
    {
        var services = subscription.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id);
        var bpms = subscription.Bpms.Select(id => definitions.FindBpm(id)?.Name ?? id);
        var urgency = subscription.AtLeast switch { Urgency.Critical => "Critical alerts", Urgency.Warning => "Warnings and critical alerts", _ => "All alerts" };
        var what = (subscription.Services.IsEmpty, subscription.Bpms.IsEmpty) switch
        {
            (true, true) => urgency,
            (false, true) => $"{urgency} on {string.Join(", ", services)}",
            (true, false) => $"{urgency} that touch {string.Join(", ", bpms)}",
            _ => $"{urgency} on {string.Join(", ", services)} that touch {string.Join(", ", bpms)}",
        };
        var audience = definitions.Audiences.FirstOrDefault(one => one.Id == subscription.Audience)?.Name ?? ToldWords.Audience(subscription.Audience);
        var quiet = subscription is { QuietFrom: { } from, QuietTo: { } to } ? $"; nothing from {from:HH:mm} to {to:HH:mm}" : "";
        return new(subscription.Id, what, $"In the words for {audience}{quiet}");
    }
}
