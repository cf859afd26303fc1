namespace MissionControl.Core.Alerts;

/// <summary>How soon somebody must act on an alert. The most urgent first.</summary>
public enum Urgency
{
    /// <summary>Now.</summary>
    Critical,

    /// <summary>In working hours.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Info,
}
