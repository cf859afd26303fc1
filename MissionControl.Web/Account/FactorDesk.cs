using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using QRCoder;

namespace MissionControl.Web.Account;

/// <summary>What an authenticator app needs: the key in groups of four, and a picture to photograph.</summary>
internal sealed record FactorKey(string Words, string Svg);

/// <summary>Turns a person's own second factor on and off.</summary>
internal sealed class FactorDesk(UserManager<Person> people, IdentityStore store, SessionBook sessions, TimeProvider clock)
{
    private const int Codes = 10;

    /// <summary>The key that is being set up; it stays until it is turned on or dropped.</summary>
    public async Task<FactorKey?> BeginAsync(Person person, string organisation)
    {
        if (await people.GetAuthenticatorKeyAsync(person) is null)
            await people.ResetAuthenticatorKeyAsync(person);
        return await people.GetAuthenticatorKeyAsync(person) is { } key ? Show(key, person.Email, organisation) : null;
    }

    /// <summary>The recovery codes, shown this once; empty when the code is wrong.</summary>
    public async Task<ImmutableArray<string>> TurnOnAsync(Person person, string? code, Actor by)
    {
        if (person.HasSecondFactor || Totp.FindStep(await people.GetAuthenticatorKeyAsync(person), code, clock.GetUtcNow()) is not { } step)
            return [];
        store.Note(FactOf("person.factor-on", person, by));
        (person.HasSecondFactor, person.LastFactorStep) = (true, step);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, Codes);
        sessions.Forget();
        return [.. codes ?? []];
    }

    public async Task<bool> TurnOffAsync(Person person, string? password, Actor by)
    {
        if (!await people.CheckPasswordAsync(person, password ?? ""))
            return false;
        store.Note(FactOf("person.factor-off", person, by));
        (person.FactorKey, person.LastFactorStep, person.RecoveryCodes) = (null, null, []);
        await people.SetTwoFactorEnabledAsync(person, enabled: false);
        sessions.Forget();
        return true;
    }

    /// <summary>Ends every other session, too.</summary>
    public async Task<bool> ChangePasswordAsync(Person person, string? old, string chosen, Guid? session, Actor by)
    {
        store.Note(FactOf("person.password", person, by));
        if (!(await people.ChangePasswordAsync(person, old ?? "", chosen)).Succeeded)
            return false;
        await sessions.EndAsync(person.Id, null, session, by, CancellationToken.None);
        return true;
    }

    private Core.Journal.JournalFact FactOf(string kind, Person person, Actor by) => new(kind, person.Id.ToString(), by, clock.GetUtcNow(), []);

    private static FactorKey Show(string key, string email, string organisation)
    {
        var issuer = Uri.EscapeDataString(organisation.Length > 0 ? $"Mission Control {organisation}" : "Mission Control");
        var address = string.Create(CultureInfo.InvariantCulture, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(email)}?secret={key}&issuer={issuer}&digits=6");
        using var picture = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(picture);
        var words = new StringBuilder();
        for (var i = 0; i < key.Length; i += 4)
            words.Append(i > 0 ? " " : "").Append(key.AsSpan(i, Math.Min(4, key.Length - i)));
        return new(words.ToString(), drawing.GetGraphic(4));
    }
}
