using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>What the catalog makes of an alert.</summary>
public sealed record AlertReading
{
    /// <summary>The rule that speaks of it; <see langword="null"/> when none does.</summary>
    public required AlertRule? Rule { get; init; }

    /// <summary>The rule's name, else the alert's own, spaced: "High error rate" for <c>HighErrorRate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The rule's, else by the label <c>severity</c>, <c>priority</c> or <c>urgency</c>, else <see cref="Urgency.Warning"/>.</summary>
    public required Urgency Urgency { get; init; }

    /// <summary>Ids of services of the catalog: by the label <c>service</c> (id or name), of the rule, of the BPMs.</summary>
    public required ImmutableArray<string> Services { get; init; }

    /// <summary>Ids of BPMs of the catalog: by the label <c>bpm</c>, of the rule.</summary>
    public required ImmutableArray<string> Bpms { get; init; }

    public required AlertRunbook? Runbook { get; init; }
}

/// <summary>Where it is written what to do.</summary>
/// <param name="Title">As people call it.</param>
/// <param name="Name">The name of a runbook of the catalog; <see langword="null"/> when it lies elsewhere.</param>
/// <param name="Address">An absolute http or https address; <see langword="null"/> for a runbook of the catalog.</param>
public sealed record AlertRunbook(string Title, string? Name, string? Address);
