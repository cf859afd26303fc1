using System.Collections.Immutable;
using MissionControl.Core.Incidents.Images;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;

namespace MissionControl.Core.Incidents;

/// <summary>The logs of incidents, kept. What an incident is follows from its log alone; a list of them lies beside it, to be searched.</summary>
public interface IIncidentStore
{
    /// <summary>Those that are open, or were declared since.</summary>
    Task<ImmutableArray<Incident>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary><see langword="null"/> when there is none such.</summary>
    Task<Incident?> FindAsync(int number, CancellationToken cancellationToken);

    /// <summary>Older ones, the newest first.</summary>
    /// <param name="before">Only those with a lower number.</param>
    /// <param name="words">Each in their titles, or their number; none: any.</param>
    /// <param name="sight">Who looks: what they may not see is not found.</param>
    Task<ImmutableArray<IncidentLine>> SearchAsync(int? before, ImmutableArray<string> words, int most, IncidentSight sight, CancellationToken cancellationToken);

    /// <summary>A picture that was shown in an incident; <see langword="null"/> when there is none such.</summary>
    Task<Picture?> FindImageAsync(int incident, Guid image, CancellationToken cancellationToken);

    /// <summary>Writes events and what their incidents became, with the journal, all or nothing.</summary>
    Task AppendAsync(IReadOnlyList<IncidentWrite> writes, CancellationToken cancellationToken);
}

/// <summary>An event, who brought it, and what the incident is with it.</summary>
public sealed record IncidentWrite(LoggedEvent Logged, Actor By, Incident After)
{
    /// <summary>Kept with the event that shows it.</summary>
    public Picture? Picture { get; init; }
}

/// <summary>An incident in a list.</summary>
/// <param name="Members">Of a private one, who may see it.</param>
public sealed record IncidentLine(int Number, string Title, Severity Severity, Phase Phase, bool IsPrivate, DateTimeOffset Declared, DateTimeOffset? Resolved, int? MergedInto, ImmutableHashSet<string> Members)
{
    public static IncidentLine Of(Incident incident) => new(
        incident.Number, incident.Title, incident.Severity, incident.Phase, incident.IsPrivate, incident.Times.Declared, incident.Times.Resolved, incident.MergedInto, incident.Members);
}
