using System.Collections.Immutable;

namespace MissionControl.Core.People.Accounts;

/// <summary>A link by which an invited person chooses their password, or somebody who lost it another one. Good once.</summary>
/// <param name="Hash">SHA-256 of its secret.</param>
/// <param name="AccountId">For whom.</param>
/// <param name="Until">Good until then.</param>
public sealed record OneTimeLink(ImmutableArray<byte> Hash, Guid AccountId, DateTimeOffset Until)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);
}

/// <summary>A screen on a wall that shows the board without anybody signing in.</summary>
/// <param name="Id">For lists and the journal.</param>
/// <param name="Name">Where it hangs.</param>
/// <param name="Hash">SHA-256 of its secret.</param>
/// <param name="MadeAt">When the link was made.</param>
/// <param name="LastSeen">To the minute; <see langword="null"/>: not used yet.</param>
/// <param name="RevokedAt"><see langword="null"/> while it is good.</param>
public sealed record WallLink(Guid Id, string Name, ImmutableArray<byte> Hash, DateTimeOffset MadeAt, DateTimeOffset? LastSeen, DateTimeOffset? RevokedAt)
{
    /// <summary>For the journal.</summary>
    public string ActorId => $"wall:{Id}";
}
