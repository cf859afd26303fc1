namespace MissionControl.Web.Account;

/// <summary>Why the <c>Authorization</c> header of a request opens nothing. Never thrown.</summary>
#pragma warning disable CA1032, RCS1194 // The framework hands failures on as exceptions; ours are these five.
internal sealed class TokenRefusal : Exception
#pragma warning restore CA1032, RCS1194
{
    public static readonly TokenRefusal NoBearer = new("The Authorization header must be 'Bearer' and an API token, once");
    public static readonly TokenRefusal Unknown = new("There is no such API token");
    public static readonly TokenRefusal Expired = new("The API token has expired");
    public static readonly TokenRefusal Revoked = new("The API token has been revoked");
    public static readonly TokenRefusal Unreadable = new("API tokens cannot be checked just now; try again in a few seconds");

    private TokenRefusal(string message)
        : base(message)
    {
    }
}
