using System.Collections.Immutable;
using MissionControl.Core.Incidents.Updates;

namespace MissionControl.Core.Incidents;

/// <summary>How incidents are handled here: what each severity means and asks for, and words to begin public updates with.</summary>
/// <param name="Severities">All four, the worst first.</param>
/// <param name="Templates">At least one.</param>
public sealed record IncidentPractice(ImmutableArray<SeverityDefinition> Severities, ImmutableArray<UpdateTemplate> Templates)
{
    /// <summary>What holds while the catalog says nothing.</summary>
    public static IncidentPractice Usual { get; } = new(SeverityDefinition.Usual, UpdateTemplate.All);

    /// <summary>What the catalog says; what it leaves out is as usual.</summary>
    public static IncidentPractice Of(ImmutableArray<SeverityDefinition> severities, ImmutableArray<UpdateTemplate> templates) => new(
        [.. SeverityDefinition.Usual.Select(usual => severities.FirstOrDefault(given => given.Severity == usual.Severity) ?? usual)],
        templates.IsEmpty ? UpdateTemplate.All : templates);

    public SeverityDefinition Of(Severity severity) => Severities.First(one => one.Severity == severity);
}
