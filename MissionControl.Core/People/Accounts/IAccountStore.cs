using System.Collections.Immutable;
using MissionControl.Core.Journal;

namespace MissionControl.Core.People.Accounts;

/// <summary>Keeps people, their sessions and links. Every change is saved with its journal entries or not at all.</summary>
public interface IAccountStore
{
    /// <summary>Everybody, in the order of their names.</summary>
    Task<ImmutableArray<Person>> ReadAsync(CancellationToken cancellationToken);

    Task<Person?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="email">In lower case.</param>
    Task<Person?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <param name="key">As <see cref="ProviderKey"/> makes it.</param>
    Task<Person?> FindByProviderAsync(string key, CancellationToken cancellationToken);

    /// <summary>Adds somebody. <see langword="false"/> when the address is taken, or whoever the provider knows them as is here already.</summary>
    /// <param name="isFirst">Only when there is no administrator yet who can sign in.</param>
    Task<bool> AddAsync(Person account, bool isFirst, ImmutableArray<JournalFact> facts, CancellationToken cancellationToken);

    /// <summary>Saves somebody who was read before, and gives them another stamp. <see langword="null"/> on success, else why not.</summary>
    Task<SaveRefusal?> SaveAsync(Person account, ImmutableArray<JournalFact> facts, CancellationToken cancellationToken);

    /// <summary>May anybody sign in who can let others in?</summary>
    Task<bool> HasAdministratorAsync(CancellationToken cancellationToken);

    Task BeginSessionAsync(Session session, JournalFact fact, CancellationToken cancellationToken);

    /// <summary><see langword="null"/> when there is none, or its person may not sign in.</summary>
    Task<KnownSession?> FindSessionAsync(ImmutableArray<byte> hash, CancellationToken cancellationToken);

    Task<ImmutableArray<Session>> ReadSessionsAsync(Guid accountId, CancellationToken cancellationToken);

    Task TouchSessionAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends one session of somebody, or all but one. Answers how many.</summary>
    /// <param name="id">Which; <see langword="null"/>: all.</param>
    /// <param name="kept">But this.</param>
    Task<int> EndSessionsAsync(Guid accountId, Guid? id, Guid? kept, JournalFact fact, CancellationToken cancellationToken);

    /// <summary>A new link for somebody; those before it are void.</summary>
    Task AddLinkAsync(OneTimeLink link, JournalFact fact, CancellationToken cancellationToken);

    /// <summary>Whose link that is, if it is good.</summary>
    Task<Person?> FindByLinkAsync(ImmutableArray<byte> hash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Uses it up with the password that was chosen. <see langword="false"/> when somebody was quicker.</summary>
    Task<bool> UseLinkAsync(ImmutableArray<byte> hash, Person account, JournalFact fact, CancellationToken cancellationToken);

    Task<ImmutableArray<WallLink>> ReadWallsAsync(CancellationToken cancellationToken);

    Task AddWallAsync(WallLink wall, JournalFact fact, CancellationToken cancellationToken);

    /// <summary><see langword="null"/> when there is none, or it was revoked.</summary>
    Task<WallLink?> FindWallAsync(ImmutableArray<byte> hash, CancellationToken cancellationToken);

    Task TouchWallAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary><see langword="false"/> when there is none that stands.</summary>
    Task<bool> RevokeWallAsync(Guid id, JournalFact fact, CancellationToken cancellationToken);
}

/// <summary>Why somebody could not be saved.</summary>
public enum SaveRefusal
{
    /// <summary>Somebody else changed them meanwhile, or has their address.</summary>
    Changed,

    /// <summary>Nobody would be left who can let others in.</summary>
    LastAdministrator,
}
