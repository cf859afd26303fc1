using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Authorization;
using MissionControl.Core.Board;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account;

namespace MissionControl.Web.Incidents;

/// <summary>The one door through which people act in incidents: whoever is signed in on this circuit or request is who did it, is at least a Responder, and sees it.</summary>
public sealed class RoomDesk(IncidentDesk desk, IncidentFeed feed, IIncidentStore store, IAccountStore accounts, AuthenticationStateProvider people)
{
    private static readonly IncidentAnswer NotAllowed = new(null, [new("", "This needs somebody who is at least a Responder: sign in, or ask an administrator.")]);
    private static readonly IncidentAnswer Gone = new(null, [new("", "There is no such incident.")]);

    public async Task<bool> MayActAsync() => (await people.GetAuthenticationStateAsync()).User.FindRole() >= Role.Responder;

    /// <summary>Whoever is signed in, as the journal names them.</summary>
    public async Task<string> MeAsync() => (await people.GetAuthenticationStateAsync()).User.Actor().Id;

    /// <summary>What they may see.</summary>
    public async Task<IncidentSight> SightAsync() => (await people.GetAuthenticationStateAsync()).User.IncidentSight();

    /// <summary>One that they may see, from memory or the store; <see langword="null"/>: there is none for them.</summary>
    public async Task<Incident?> FindAsync(int number, CancellationToken cancellationToken) =>
        await (await SightAsync()).FindAsync(number, feed, store, cancellationToken);

    /// <summary>Those that they see, the newest first: found by all that is said of them while they are in memory (<see cref="IncidentDesk.Remembered"/>), older ones by title and number.</summary>
    /// <param name="before">Only those with a lower number.</param>
    /// <param name="typed">What they look for; empty: all.</param>
    public async Task<ImmutableArray<IncidentLine>> SearchAsync(int? before, string? typed, int most, Definitions definitions, CancellationToken cancellationToken)
    {
        var (sight, words) = (await SightAsync(), IncidentSearch.WordsOf(typed));
        var kept = await store.SearchAsync(before, words, most, sight, cancellationToken);
        if (words.IsEmpty)
            return kept;
        var search = IncidentSearch.For(words, definitions, [.. (await accounts.ReadAsync(cancellationToken)).Select(static person => (person.ActorId, person.Name))]);
        var remembered = feed.Current.All.Values.Where(incident => (before is null || incident.Number < before) && sight.Sees(incident) && search.Finds(incident)).Select(IncidentLine.Of);
        return [.. remembered.Concat(kept).DistinctBy(static line => line.Number).OrderByDescending(static line => line.Number).Take(most)];
    }

    public async Task<IncidentAnswer> DeclareAsync(Declared declared, Guid key, CancellationToken cancellationToken)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await desk.DeclareAsync(declared, user.Actor(), key, cancellationToken) : NotAllowed;
    }

    /// <param name="at">Since when the public's word is true; <see langword="null"/>: now.</param>
    public async Task<IncidentAnswer> PublishAsync(Declared declared, Updated update, DateTimeOffset? at, Guid key, CancellationToken cancellationToken)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        return user.FindRole() >= Role.Responder ? await desk.PublishAsync(declared, update, at, user.Actor(), key, cancellationToken) : NotAllowed;
    }

    /// <summary>Who may be asked in: whoever may respond and can sign in, by id and name, in the order of their names.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> RespondersAsync(CancellationToken cancellationToken) =>
        [.. (await accounts.ReadAsync(cancellationToken)).Where(static person => !person.IsDisabled && person.Role >= Role.Responder).Select(static person => (person.ActorId, person.Name))];

    /// <summary>Open ones that they see and that an incident can be part of.</summary>
    public async Task<IReadOnlyList<Incident>> OthersAsync(Incident incident)
    {
        var sight = await SightAsync();
        return [.. feed.Current.Open.Where(other => MergeRules.May(incident, other) && sight.Sees(other))];
    }

    /// <param name="at">When it happened; <see langword="null"/>: now.</param>
    public async Task<IncidentAnswer> DoAsync(int incident, TimelineEvent what, DateTimeOffset? at, Guid key, CancellationToken cancellationToken)
    {
        var user = (await people.GetAuthenticationStateAsync()).User;
        if (user.FindRole() < Role.Responder)
            return NotAllowed;
        if (MergeRules.OtherOf(what) is { } other && await FindAsync(other, cancellationToken) is null)
            return Gone;
        return await FindAsync(incident, cancellationToken) is null ? Gone : await desk.DoAsync(incident, what, user.Actor(), at, key, cancellationToken);
    }
}
