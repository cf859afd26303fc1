namespace MissionControl.Core.Alerts.Signals;

/// <summary>What an alert may look like when it comes in. What a sender cannot help (long texts) is cut; what makes no sense is refused.</summary>
public static class SignalRules
{
    /// <summary>Alerts in one message.</summary>
    public const int MostSignals = 1000;

    public const int MostLabels = 64;
    public const int MostAnnotations = 64;
    public const int LongestName = 128;
    public const int LongestLabel = 1024;

    /// <summary>Longer annotations are cut with an ellipsis.</summary>
    public const int LongestAnnotation = 4096;

    /// <summary>How far back an alert may have begun; before that it counts as begun then.</summary>
    public static readonly TimeSpan FurthestBack = TimeSpan.FromDays(400);

    /// <summary>How far ahead a sender's clock may be; beyond that it counts as now.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromMinutes(10);
}
