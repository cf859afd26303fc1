using System.Collections.Immutable;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Somebody outside who gets public updates by e-mail. The address is personal data: it is in no log, no journal and on no page. Immutable.</summary>
public sealed record Follower
{
    public required Guid Id { get; init; }

    /// <summary>As <see cref="FollowRules.Address"/> makes it.</summary>
    public required string Address { get; init; }

    /// <summary>A <see cref="StatusWords.Language"/>.</summary>
    public required string Language { get; init; }

    /// <summary>Ids of components; empty: all.</summary>
    public ImmutableArray<string> Components { get; init; } = [];

    public FollowerState State { get; init; }

    /// <summary>When the form was last sent for it, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>UTC; <see langword="null"/>: not yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>A mail about the subscription itself is to be sent: to confirm it, or that it is there already.</summary>
    public bool IsAnswerDue { get; init; }

    /// <summary>The <see cref="PublicNews.Sequence"/> up to which nothing is left to be told.</summary>
    public long Seen { get; init; }

    /// <summary>Long ago: nothing puts a mail off, whatever becomes of the clock.</summary>
    public static DateTimeOffset AtOnce => DateTimeOffset.UnixEpoch;

    /// <summary>No mail before, UTC.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>How often the mail that is next was put off.</summary>
    public int Attempts { get; init; }

    /// <summary>How often in a row the address was refused for good.</summary>
    public int Refusals { get; init; }

    /// <summary>What stands for the secret of the links in each mail.</summary>
    public required FollowSeal Link { get; init; }

    /// <summary>SHA-256 of the secret by which it is confirmed; <see langword="null"/>: none was sent.</summary>
    public ImmutableArray<byte>? Confirmation { get; init; }
}

public enum FollowerState
{
    /// <summary>Somebody typed the address; its owner has not said yes.</summary>
    Waiting,

    Following,

    /// <summary>The mail server refused the address for good, several times.</summary>
    Stopped,
}

/// <summary>A secret, as it is kept.</summary>
/// <param name="Hash">SHA-256, by which it is known again.</param>
/// <param name="Closed">The secret itself, encrypted, since every mail carries it.</param>
public sealed record FollowSeal(ImmutableArray<byte> Hash, ImmutableArray<byte> Closed);

/// <summary>Encrypts with the keys of the app. Thread-safe.</summary>
public interface IFollowVault
{
    byte[] Close(string secret);

    /// <summary><see langword="null"/>: the keys are gone.</summary>
    string? Open(byte[] closed);
}
