using System.Collections.Immutable;

namespace MissionControl.Core.Incidents;

/// <summary>Which incidents somebody may see, decided here alone: those that are not private, those they were asked into, and an administrator all.</summary>
public sealed record IncidentSight
{
    private IncidentSight(string? member, bool seesAll) => (Member, SeesAll) = (member, seesAll);

    /// <summary>Private ones too.</summary>
    public bool SeesAll { get; }

    /// <summary>By this id they can be a member of private ones; <see langword="null"/>: of none.</summary>
    public string? Member { get; }

    /// <param name="person">As the journal names them. A token is no member, also where it declared it before it was private.</param>
    public static IncidentSight Of(string person, bool isAdministrator) => new(person.StartsWith("token:", StringComparison.Ordinal) ? null : person, isAdministrator);

    public bool Sees(Incident incident) => Sees(incident.IsPrivate, incident.Members);

    public bool Sees(IncidentLine line) => Sees(line.IsPrivate, line.Members);

    /// <summary>One that they may see, from memory or the store; <see langword="null"/>: there is none for them.</summary>
    public async Task<Incident?> FindAsync(int number, IncidentFeed feed, IIncidentStore store, CancellationToken cancellationToken) =>
        (feed.Current.Find(number) ?? await store.FindAsync(number, cancellationToken)) is { } incident && Sees(incident) ? incident : null;

    private bool Sees(bool isPrivate, ImmutableHashSet<string> members) => !isPrivate || SeesAll || (Member is { } member && members.Contains(member));
}
