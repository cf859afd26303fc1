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
    public static Actor Actor(this HttpContext context) =>
        new(context.User.FindFirst(Access.ActorClaim)?.Value ?? "anonymous", context.Connection.RemoteIpAddress?.ToString());
}
