using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Core.Storage.People;

internal sealed class AccountRow
{
    public Guid Id { get; set; }

    public required string Email { get; set; }

    public required string Name { get; set; }

    public required string Role { get; set; }

    public bool IsDisabled { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>In hexadecimal digits.</summary>
    public string? ProviderKey { get; set; }

    public bool AwaitsProvider { get; set; }

    public required string Stamp { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public string? FactorKey { get; set; }

    public bool HasSecondFactor { get; set; }

    public long? LastFactorStep { get; set; }

    /// <summary>With spaces between.</summary>
    public required string RecoveryCodes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static AccountRow Of(Person account)
    {
        var row = new AccountRow { Id = account.Id, Email = "", Name = "", Role = "", Stamp = account.Stamp, RecoveryCodes = "", CreatedAt = account.CreatedAt };
        row.Take(account);
        return row;
    }

    /// <summary>All but its id, its birthday and its stamp.</summary>
    public void Take(Person account)
    {
        (Email, Name, Role, IsDisabled) = (account.Email, account.Name, account.Role.ToString(), account.IsDisabled);
        (ProviderKey, AwaitsProvider) = (account.ProviderKey, account.AwaitsProvider);
        (PasswordHash, Failures, LockedUntil) = (account.PasswordHash, account.Failures, account.LockedUntil);
        (FactorKey, HasSecondFactor, LastFactorStep, RecoveryCodes) = (account.FactorKey, account.HasSecondFactor, account.LastFactorStep, string.Join(' ', account.RecoveryCodes));
    }

    /// <summary>A role that only a newer release knows may do the least.</summary>
    public Person ToPerson() => new()
    {
        Id = Id,
        Email = Email,
        Name = Name,
        Role = Enum.TryParse<Role>(Role, out var role) && Enum.IsDefined(role) ? role : default,
        IsDisabled = IsDisabled,
        PasswordHash = PasswordHash,
        ProviderKey = ProviderKey,
        AwaitsProvider = AwaitsProvider,
        Stamp = Stamp,
        Failures = Failures,
        LockedUntil = LockedUntil,
        FactorKey = FactorKey,
        HasSecondFactor = HasSecondFactor,
        LastFactorStep = LastFactorStep,
        RecoveryCodes = [.. RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        CreatedAt = CreatedAt,
    };
}

internal sealed class SessionRow
{
    public Guid Id { get; set; }

    public required byte[] Hash { get; set; }

    public Guid AccountId { get; set; }

    public DateTimeOffset Began { get; set; }

    public DateTimeOffset LastSeen { get; set; }

    public string? From { get; set; }

    public string? Agent { get; set; }

    public Session ToSession() => new(Id, [.. Hash], AccountId, Began, LastSeen, From, Agent);
}

internal sealed class OneTimeLinkRow
{
    public Guid AccountId { get; set; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset Until { get; set; }
}

internal sealed class WallLinkRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    public required byte[] Hash { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public WallLink ToWall() => new(Id, Name, [.. Hash], MadeAt, LastSeen, RevokedAt);
}
