using System.Collections.Immutable;

namespace MissionControl.Core.People.Accounts;

/// <summary>A browser that somebody signed in with.</summary>
/// <param name="Id">For lists and the journal; not what the browser shows.</param>
/// <param name="Hash">SHA-256 of what the browser shows.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Began">When they signed in.</param>
/// <param name="LastSeen">To the minute.</param>
/// <param name="From">The network address they signed in from.</param>
/// <param name="Agent">What the browser calls itself; what it says is not to be believed.</param>
public sealed record Session(Guid Id, ImmutableArray<byte> Hash, Guid AccountId, DateTimeOffset Began, DateTimeOffset LastSeen, string? From, string? Agent)
{
    /// <summary>Nothing done for so long ends it.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>It ends after so long, whatever is done.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public bool Stands(DateTimeOffset now) => now - LastSeen < Idle && now - Began < Longest;
}

/// <summary>A session with the person it is of.</summary>
public sealed record KnownSession(Session Session, Person Person);
