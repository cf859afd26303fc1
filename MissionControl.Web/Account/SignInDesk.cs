using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;

namespace MissionControl.Web.Account;

/// <summary>What came of a password or a code.</summary>
/// <param name="Person">Who it is; <see langword="null"/>: refused, for whatever reason.</param>
/// <param name="Pending">Not <see langword="null"/>: the password was right and a code is wanted; shown again with it.</param>
internal sealed record SignInAnswer(Person? Person, string? Pending)
{
    public static readonly SignInAnswer Refused = new(null, null);
}

/// <summary>
/// Checks passwords and second factors. Whoever is refused is not told why: wrong, unknown, locked and disabled look alike and take as long.
/// </summary>
internal sealed class SignInDesk(
    UserManager<Person> people,
    IdentityStore store,
    IPasswordHasher<Person> hasher,
    IJournal journal,
    IDataProtectionProvider protection,
    SignInSettings signIn,
    WrongTries tries,
    TimeProvider clock)
{
    private static readonly TimeSpan CodeWithin = TimeSpan.FromMinutes(5);
    private static readonly Person _nobody = new() { Id = Guid.Empty, Email = "", Name = "", Role = default, Stamp = "", CreatedAt = default };
    private static readonly Lazy<string> _nobodysHash = new(static () => new PasswordHasher<Person>().HashPassword(_nobody, LinkSecret.New()));

    private readonly ITimeLimitedDataProtector _pending = protection.CreateProtector("MissionControl.SignIn.Pending").ToTimeLimitedDataProtector();

    public async Task<SignInAnswer> CheckAsync(string? email, string? password, Actor by, CancellationToken cancellationToken)
    {
        var typed = password is { Length: <= AccountRules.LongestPassword } ? password : "";
        var person = await people.FindByNameAsync(AccountRules.Email(email));
        if (!signIn.LocalSignIn || person is not { PasswordHash: not null, IsDisabled: false } || IsLocked(person) || !tries.MayTry(person.Id, by.From))
        {
            hasher.VerifyHashedPassword(_nobody, _nobodysHash.Value, typed);
            return await RefuseAsync(person, by, cancellationToken);
        }

        if (!await people.CheckPasswordAsync(person, typed))
        {
            await people.AccessFailedAsync(person);
            return await RefuseAsync(person, by, cancellationToken);
        }

        if (person.HasSecondFactor)
            return new(null, _pending.Protect($"{person.Id}", CodeWithin));
        await ResetAsync(person, by);
        return new(person, null);
    }

    /// <summary>A code of the second factor, or one of those for whoever lost it.</summary>
    public async Task<SignInAnswer> CheckCodeAsync(string? pending, string? code, Actor by, CancellationToken cancellationToken)
    {
        if (!signIn.LocalSignIn || Read(pending) is not { } id || await people.FindByIdAsync(id) is not { IsDisabled: false } person)
            return SignInAnswer.Refused;
        if (IsLocked(person) || !tries.MayTry(person.Id, by.From))
        {
            await RefuseAsync(person, by, cancellationToken);
            return new(null, pending);
        }

        if (!(await UseCodeAsync(person, code, cancellationToken) || await UseRecoveryCodeAsync(person, code)))
        {
            await people.AccessFailedAsync(person);
            await RefuseAsync(person, by, cancellationToken);
            return new(null, pending);
        }

        await ResetAsync(person, by);
        return new(person, null);
    }

    /// <summary>A code is good once: its step is saved before anybody is let in, and whoever else changed the person meanwhile was quicker.</summary>
    private async Task<bool> UseCodeAsync(Person person, string? code, CancellationToken cancellationToken)
    {
        if (Totp.FindStep(await people.GetAuthenticatorKeyAsync(person), code, clock.GetUtcNow()) is not { } step || step <= person.LastFactorStep)
            return false;
        person.LastFactorStep = step;
        return (await store.UpdateAsync(person, cancellationToken)).Succeeded;
    }

    private async Task<bool> UseRecoveryCodeAsync(Person person, string? code) =>
        (await people.RedeemTwoFactorRecoveryCodeAsync(person, (code ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant())).Succeeded;

    private bool IsLocked(Person person) => person.LockedUntil is { } until && until > clock.GetUtcNow();

    private async Task ResetAsync(Person person, Actor by)
    {
        tries.Forget(person.Id, by.From);
        if (person.Failures > 0)
            await people.ResetAccessFailedCountAsync(person);
    }

    private async Task<SignInAnswer> RefuseAsync(Person? person, Actor by, CancellationToken cancellationToken)
    {
        await journal.AppendAsync(new("sign-in.refused", person?.Id.ToString() ?? "", by, clock.GetUtcNow(), new JsonObject { ["locked"] = person is not null && IsLocked(person) }), cancellationToken);
        return SignInAnswer.Refused;
    }

    private string? Read(string? pending)
    {
        try
        {
            return pending is null ? null : _pending.Unprotect(pending);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
