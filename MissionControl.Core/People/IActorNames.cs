using System.Collections.Immutable;

namespace MissionControl.Core.People;

/// <summary>What actors are called, for pages that only administrators see: the journal knows them by id alone.</summary>
public interface IActorNames
{
    /// <summary>The names of those that have one; who was erased has none any more.</summary>
    /// <param name="actors">Ids as in <see cref="Actor.Id"/>, of any kind.</param>
    Task<ImmutableDictionary<string, string>> FindAsync(IReadOnlyCollection<string> actors, CancellationToken cancellationToken);
}
