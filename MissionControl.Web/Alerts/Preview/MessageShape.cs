using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>How urgent a message is, as a shape.</summary>
internal static class MessageShape
{
    public static Shape Of(AlertMessage message) => message.IsOver ? Shape.Quiet : Of(message.Urgency);

    /// <summary>The heading in Slack: how urgent it is as a shape and a word. A message about several has the urgency of none.</summary>
    public static string Headed(AlertMessage message) => message switch
    {
        { Waited.IsEmpty: false } => $"◔ {message.Title}",
        { IsOver: true } => $"✓ {message.Title}",
        _ => $"{Marked(message.Urgency)}: {message.Title}",
    };

    /// <summary>A shape and a word, as Slack and e-mail have them.</summary>
    public static string Marked(Urgency urgency) => urgency switch
    {
        Urgency.Critical => "▲ Critical",
        Urgency.Warning => "◆ Warning",
        _ => "● Info",
    };

    public static Shape Of(Urgency urgency) => urgency switch
    {
        Urgency.Critical => Shape.FarAbove,
        Urgency.Warning => Shape.Diamond,
        _ => Shape.Few,
    };
}
