using System.Collections.Immutable;
using MissionControl.Core.People.Tokens;

namespace MissionControl.Core.People.Accounts;

/// <summary>The names of people, tokens and wall screens.</summary>
internal sealed class ActorNames(IAccountStore accounts, TokenBook tokens) : IActorNames
{
    public async Task<ImmutableDictionary<string, string>> FindAsync(IReadOnlyCollection<string> actors, CancellationToken cancellationToken)
    {
        var asked = actors.ToHashSet(StringComparer.Ordinal);
        var people = (await accounts.ReadAsync(cancellationToken)).Select(static person => (Id: person.ActorId, person.Name));
        var walls = (await accounts.ReadWallsAsync(cancellationToken)).Select(static wall => (Id: wall.ActorId, wall.Name));
        var scripts = tokens.All.Select(static token => (Id: token.ActorId, token.Name));
        return people.Concat(walls).Concat(scripts).Where(known => asked.Contains(known.Id)).DistinctBy(static known => known.Id)
            .ToImmutableDictionary(static known => known.Id, static known => known.Name, StringComparer.Ordinal);
    }
}
