namespace MissionControl.Core.People.Accounts;

/// <summary>How people sign in here. Whoever has no way in that is open does not count as an administrator who can let others in.</summary>
/// <param name="ByPassword">With a password kept here.</param>
/// <param name="ByProvider">With the organisation's single sign-on.</param>
public sealed record WaysIn(bool ByPassword, bool ByProvider)
{
    /// <summary>What holds when nothing is set.</summary>
    public static WaysIn PasswordsOnly { get; } = new(ByPassword: true, ByProvider: false);
}
