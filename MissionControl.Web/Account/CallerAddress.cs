using System.Security.Claims;

namespace MissionControl.Web.Account;

/// <summary>The network address a request came from.</summary>
internal static class CallerAddress
{
    /// <summary><see langword="null"/> for a Unix socket, which has none. An IPv4 address is written as such, also where it came in over IPv6.</summary>
    public static string? Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address?.ToString(),
    };

    /// <summary>
    /// Whoever asks carries their address as a claim: a circuit keeps the user of the request that began it, and nothing else of that request.
    /// After authentication. In memory only: no cookie holds it.
    /// </summary>
    public static void UseCallerAddress(this WebApplication app) => app.Use(static (context, next) =>
    {
        // A principal of its own, because the other one is what a cookie would be renewed from.
        if (Of(context) is { } address)
            context.User = new ClaimsPrincipal([.. context.User.Identities, new ClaimsIdentity([new(Access.AddressClaim, address)])]);
        return next(context);
    });
}
