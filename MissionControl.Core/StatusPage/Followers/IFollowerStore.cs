using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Followers and what the public was told, kept. Journal entries come along, with counts and never an address. Thread-safe.</summary>
public interface IFollowerStore
{
    /// <summary>Takes note that an address was typed. Does as much whether it is known or not.</summary>
    /// <param name="link">For one that is not known yet.</param>
    /// <param name="most">So many may be asked for in an hour.</param>
    Task<FollowAsked> AskAsync(FollowAsk ask, FollowSeal link, int most, DateTimeOffset now, CancellationToken cancellationToken);

    Task<Follower?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>From now on, and not before. <see langword="false"/>: there is none such.</summary>
    Task<bool> ConfirmAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    Task<bool> ChangeAsync(Guid id, ImmutableArray<string> components, string language, CancellationToken cancellationToken);

    /// <summary>Deletes all of it.</summary>
    Task<bool> LeaveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes all of whoever has that address; <see langword="false"/>: nobody.</summary>
    Task<bool> RemoveAsync(string address, Actor by, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Those that were refused get mail again. Answers how many.</summary>
    Task<int> ReviveAsync(Actor by, DateTimeOffset now, CancellationToken cancellationToken);

    Task<FollowerCounts> CountAsync(int newest, CancellationToken cancellationToken);

    /// <summary>What was told lately, the oldest first.</summary>
    Task<ImmutableArray<PublicNews>> ReadNewsAsync(CancellationToken cancellationToken);

    /// <summary>Adds what is not there by its key, in this order. Answers all that is kept.</summary>
    Task<ImmutableArray<PublicNews>> NoteAsync(ImmutableArray<PublicNews> news, CancellationToken cancellationToken);

    /// <summary>Those for whom there may be a mail: an answer, or news after what they have seen. The longest waiting first.</summary>
    Task<ImmutableArray<Follower>> ReadDueAsync(long newest, DateTimeOffset now, int most, CancellationToken cancellationToken);

    /// <summary>Nothing is left to tell them up to there.</summary>
    Task SkipAsync(ImmutableArray<Guid> ids, long seen, CancellationToken cancellationToken);

    /// <summary>The secret that confirms is a new one.</summary>
    Task RenewAsync(Guid id, ImmutableArray<byte>? confirmation, FollowSeal? link, CancellationToken cancellationToken);

    /// <summary>What became of a mail: the columns of sending, and nothing that its owner may have changed meanwhile.</summary>
    Task RecordAsync(Follower follower, DateTimeOffset now, CancellationToken cancellationToken);
}

public enum FollowAsked
{
    Taken,

    /// <summary>Of everybody together there were too many in this hour.</summary>
    TooMany,
}

/// <param name="Newest">The newest of them, the newest first.</param>
public sealed record FollowerCounts(int Following, int Waiting, int Stopped, ImmutableArray<Follower> Newest);
