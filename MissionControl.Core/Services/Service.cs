namespace MissionControl.Core.Services;

/// <summary>A part of the system people recognise by name, whose health is shown on the board.</summary>
/// <param name="Id">Kebab-case, unique in the catalog.</param>
/// <param name="Name">The name people use.</param>
/// <param name="Description">What it does for whom, in one sentence; may be empty.</param>
/// <param name="Owner">The team that looks after it; may be unknown.</param>
/// <param name="DependsOn">Ids of services this one needs. Never cyclic.</param>
public sealed record Service(
    string Id,
    string Name,
    string Description,
    string? Owner,
    System.Collections.Immutable.ImmutableArray<string> DependsOn);

public enum Health
{
    Operational,
    Degraded,
    PartialOutage,
    MajorOutage,
    Maintenance,

    /// <summary>We cannot see enough to say.</summary>
    Unknown,
}
