using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>How urgent a message is, as a shape.</summary>
internal static class MessageShape
{
    public static Shape Of(AlertMessage message) => message.IsOver ? Shape.Quiet : Of(message.Urgency);

    public static Shape Of(Urgency urgency) => urgency switch
    {
        Urgency.Critical => Shape.Diamond,
        Urgency.Warning => Shape.JustAbove,
        _ => Shape.Few,
    };
}
