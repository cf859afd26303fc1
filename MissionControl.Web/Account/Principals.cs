using System.Security.Claims;
using MissionControl.Core.People;

namespace MissionControl.Web.Account;

/// <summary>What the claims of whoever asks say.</summary>
internal static class Principals
{
    /// <summary><see langword="null"/> for strangers and tokens.</summary>
    public static Role? FindRole(this ClaimsPrincipal user) =>
        user.FindFirst(Access.RoleClaim)?.Value is { } name && Enum.TryParse<Role>(name, out var role) ? role : null;

    /// <summary>For the journal.</summary>
    public static Actor Actor(this HttpContext context) => new(Id(context.User), CallerAddress.Of(context));

    /// <summary>For the journal, where there is no request: in a circuit. Their address is that of the request that began it.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(Id(user), user.FindFirst(Access.AddressClaim)?.Value);

    private static string Id(ClaimsPrincipal user) => user.FindFirst(Access.ActorClaim)?.Value ?? Core.People.Actor.Anonymous.Id;
}
