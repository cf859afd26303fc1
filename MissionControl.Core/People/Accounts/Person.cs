using System.Collections.Immutable;

namespace MissionControl.Core.People.Accounts;

/// <summary>A person who may sign in. Changed by the operations of signing in alone, and saved whole.</summary>
public sealed record Person
{
    public required Guid Id { get; init; }

    /// <summary>How they sign in: an e-mail address, in lower case.</summary>
    public required string Email { get; set; }

    public required string Name { get; set; }

    public required Role Role { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>PBKDF2 with its salt; <see langword="null"/> for whoever has not joined yet or signs in elsewhere.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Who they are at the identity provider (<see cref="Accounts.ProviderKey"/>); <see langword="null"/> for whoever does not come by single sign-on.</summary>
    public string? ProviderKey { get; set; }

    /// <summary>
    /// An administrator let the next person whom the provider sends with this e-mail address be this one.
    /// </summary>
    public bool AwaitsProvider { get; set; }

    /// <summary>Another one after every change; two who change it at once: the second is refused.</summary>
    public required string Stamp { get; set; }

    /// <summary>Wrong passwords and codes in a row.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The secret of the second factor, encrypted; kept while it is being set up, too.</summary>
    public string? FactorKey { get; set; }

    public bool HasSecondFactor { get; set; }

    /// <summary>The step (<see cref="Totp"/>) of the last code that was used; none up to it is good again. <see langword="null"/>: none was.</summary>
    public long? LastFactorStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public ImmutableArray<string> RecoveryCodes { get; set; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>For the journal.</summary>
    public string ActorId => $"person:{Id}";
}
