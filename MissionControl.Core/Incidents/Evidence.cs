namespace MissionControl.Core.Incidents;

public enum EvidenceKind
{
    Tile,
    Alert,
    Change,
    Service,
    Runbook,
    Link,
}

/// <summary>Something that shows what is wrong, as it was when it was attached.</summary>
/// <param name="Id">Of the BPM, group of alerts, change, service or runbook; of a link its address.</param>
/// <param name="Words">What it showed then, in one line.</param>
/// <param name="Since">Since when it was so, UTC; <see langword="null"/> where that means nothing.</param>
public sealed record Evidence(EvidenceKind Kind, string Id, string Words, DateTimeOffset? Since = null);
