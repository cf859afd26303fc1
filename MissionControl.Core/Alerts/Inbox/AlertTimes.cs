namespace MissionControl.Core.Alerts.Inbox;

/// <summary>What time makes of alerts. Pure.</summary>
internal static class AlertTimes
{
    /// <summary>Senders that say until when an alert holds are allowed so much delay.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Others repeat what fires, Alertmanager and Grafana every four hours by default.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(4.5);

    /// <summary>Of one nobody has spoken of for so long we no longer say that it is open.</summary>
    public static readonly TimeSpan GivenUp = TimeSpan.FromHours(12);

    /// <summary>So often within an hour: it comes and goes.</summary>
    public const int FlapsAt = 4;

    /// <summary>These speak when something changes and never repeat it.</summary>
    private static readonly string[] _neverRepeat = ["sns", "eventbridge", "generic/", "own"];

    public static AlertState StateOf(Occurrence occurrence, bool isLatest, DateTimeOffset now) =>
        !isLatest || occurrence.EndsAt is not null ? AlertState.Resolved
        : SilentFrom(occurrence) <= now ? AlertState.Unheard
        : AlertState.Firing;

    /// <summary>From when on nobody knows whether it still fires; <see langword="null"/>: it holds until somebody says otherwise.</summary>
    public static DateTimeOffset? SilentFrom(Occurrence occurrence) =>
        occurrence.HoldsUntil is { } until ? until + Grace
        : Array.Exists(_neverRepeat, intake => occurrence.Intake.StartsWith(intake, StringComparison.Ordinal)) ? null
        : occurrence.HeardAt + Patience;

    public static bool IsFlapping(AlertCell cell, DateTimeOffset now) => cell.Began(now - TimeSpan.FromHours(1)) >= FlapsAt;
}
