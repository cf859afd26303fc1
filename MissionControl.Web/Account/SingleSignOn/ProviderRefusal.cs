namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>Why single sign-on let somebody not in.</summary>
public enum ProviderReason
{
    /// <summary>They, or the provider, said no.</summary>
    Denied,

    /// <summary>The way back was not begun in this browser, or too long ago.</summary>
    State,

    /// <summary>The provider could not be asked.</summary>
    Unreachable,

    /// <summary>What the provider answered makes no sense, or it refuses us.</summary>
    Answer,

    /// <summary>The provider says too little of them: no id, no name or no e-mail address.</summary>
    Incomplete,

    /// <summary>What the provider says of them makes nothing of them here.</summary>
    Role,

    /// <summary>Somebody here has that e-mail address, and may be somebody else.</summary>
    EmailTaken,

    Disabled,

    /// <summary>They are no administrator any more, and nobody else here is one.</summary>
    LastAdministrator,

    /// <summary>They were changed at the same moment.</summary>
    Changed,
}

/// <summary>A failure that the framework hands on to where it is answered.</summary>
#pragma warning disable CA1032, RCS1194 // Made with a reason only.
internal sealed class ProviderRefusal(ProviderReason reason, string detail) : Exception(detail)
#pragma warning restore CA1032, RCS1194
{
    public ProviderReason Reason { get; } = reason;
}

internal static class ProviderReasons
{
    /// <summary>In an address and in the journal: <c>email-taken</c>.</summary>
    public static string Word(this ProviderReason reason) => reason switch
    {
        ProviderReason.EmailTaken => "email-taken",
        ProviderReason.LastAdministrator => "last-administrator",
        _ => reason.ToString().ToLowerInvariant(),
    };

    /// <summary>What the sign-in page says; <see langword="null"/> for a word that is none of ours.</summary>
    /// <param name="word">As <see cref="Word"/> has it; anybody's link can say it.</param>
    public static string? Words(string? word, string provider) => Enum.GetValues<ProviderReason>().Where(reason => reason.Word() == word).Select(reason => Words(reason, provider)).FirstOrDefault();

    private static string Words(ProviderReason reason, string provider) => reason switch
    {
        ProviderReason.Denied => $"{provider} did not let you in here. Try again, or ask whoever looks after {provider}.",
        ProviderReason.State => "That took too long, or was begun in another window. Try again.",
        ProviderReason.Unreachable => $"{provider} does not answer. Try again in a minute.",
        ProviderReason.Answer => $"{provider} gave an answer that cannot be used. An administrator finds more in the log.",
        ProviderReason.Incomplete => $"{provider} does not say your name and e-mail address, and both are needed. Ask whoever looks after {provider}.",
        ProviderReason.Role => $"{provider} knows you, but gives you no role here. Ask whoever looks after {provider}.",
        ProviderReason.EmailTaken => "Somebody here has your e-mail address already. If it is you, an administrator can let single sign-on in for you.",
        ProviderReason.Disabled => "Your account here is disabled. An administrator can enable it.",
        ProviderReason.LastAdministrator => $"You are the last administrator here, and {provider} no longer makes you one. Somebody else whom it makes one must sign in first.",
        _ => "Your account was changed at the same moment. Try again.",
    };
}
