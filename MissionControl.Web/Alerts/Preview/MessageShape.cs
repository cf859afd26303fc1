using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>How urgent a message is, as a shape.</summary>
internal static class MessageShape
{
    public static Shape Of(AlertMessage message) => message switch
    {
        { IsOver: true } => Shape.Quiet,
        { Urgency: Urgency.Critical } => Shape.Diamond,
        { Urgency: Urgency.Warning } => Shape.JustAbove,
        _ => Shape.Few,
    };
}
