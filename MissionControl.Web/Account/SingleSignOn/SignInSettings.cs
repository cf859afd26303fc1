using MissionControl.Core.People.Accounts;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>How people sign in, as <c>MissionControl:SignIn</c> says.</summary>
/// <param name="LocalSignIn">May people sign in with a password kept here?</param>
/// <param name="Provider">The organisation's identity provider; <see langword="null"/>: none.</param>
public sealed record SignInSettings(bool LocalSignIn, ProviderSettings? Provider)
{
    /// <summary>Said wherever somebody asks for a password that would be good for nothing.</summary>
    public string NoPasswords => $"Passwords are switched off here: people sign in with {Provider?.Name}.";

    public WaysIn Ways => new(LocalSignIn, Provider is not null);

    internal static SignInSettings? Read(SettingsReader reader)
    {
        const string Local = "SignIn:LocalSignIn";
        var local = reader.Flag(Local, usual: true);
        var provider = reader.Has(ProviderSettings.Section) ? ProviderSettings.Read(reader, local) : null;
        if (!local && !reader.Has(ProviderSettings.Section))
            reader.Refuse(Local, "can be false only where there is single sign-on", "no " + ProviderSettings.Section, "set that section (docs/single-sign-on.md), or remove this setting");
        return reader.Problems.Count > 0 ? null : new(local, provider);
    }
}
