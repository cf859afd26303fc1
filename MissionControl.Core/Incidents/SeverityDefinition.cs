using System.Collections.Immutable;

namespace MissionControl.Core.Incidents;

/// <summary>What a severity means here, and what must be done for it.</summary>
/// <param name="Means">In one sentence; may be empty.</param>
/// <param name="UpdateEvery">How often the public hears at least; <see langword="null"/>: as the communicator decides.</param>
/// <param name="Checklist">In order.</param>
public sealed record SeverityDefinition(Severity Severity, string Means, TimeSpan? UpdateEvery, ImmutableArray<string> Checklist)
{
    /// <summary>What holds while the catalog says nothing.</summary>
    public static ImmutableArray<SeverityDefinition> Usual { get; } =
    [
        new(Severity.Sev1, "Most people cannot do what they came for.", TimeSpan.FromMinutes(30), ["Commander named", "Communicator named", "First public update within 15 min", "Scribe named", "Leads told", "Review booked"]),
        new(Severity.Sev2, "Some people cannot do what they came for, or all with difficulty.", TimeSpan.FromMinutes(30), ["Commander named", "First public update within 15 min", "Scribe named", "Review booked"]),
        new(Severity.Sev3, "Few people notice, or there is a way around.", TimeSpan.FromHours(2), ["Commander named", "Decide whether the public is told"]),
        new(Severity.Sev4, "Nobody is hurt yet.", null, []),
    ];
}
