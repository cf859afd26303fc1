using System.Security.Claims;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>What the claims of whoever asks say.</summary>
internal static class Principals
{
    private const string SessionClaim = "mission:session-id";
    private const string SecretClaim = "mission:session-secret";
    private const string PersonClaim = "mission:person";

    /// <summary><see langword="null"/> for strangers and tokens.</summary>
    public static Role? FindRole(this ClaimsPrincipal user) =>
        user.FindFirst(Access.RoleClaim)?.Value is { } name && Enum.TryParse<Role>(name, out var role) ? role : null;

    /// <summary>For the journal.</summary>
    public static Actor Actor(this HttpContext context) => new(Id(context.User), CallerAddress.Of(context));

    /// <summary>For the journal, where there is no request: in a circuit. Their address is that of the request that began it.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(Id(user), user.FindFirst(Access.AddressClaim)?.Value);

    private static string Id(ClaimsPrincipal user) => user.FindFirst(Access.ActorClaim)?.Value ?? Core.People.Actor.Anonymous.Id;

    /// <summary><see langword="null"/> for whoever is no person who signed in.</summary>
    public static Guid? FindPerson(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirst(PersonClaim)?.Value, out var id) ? id : null;

    /// <summary>The id of their session; <see langword="null"/> for whoever has none.</summary>
    public static Guid? FindSession(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirst(SessionClaim)?.Value, out var id) ? id : null;

    /// <summary>Never leaves the process.</summary>
    public static string? FindSessionSecret(this ClaimsPrincipal user) => user.FindFirst(SecretClaim)?.Value;

    public static ClaimsPrincipal Of(KnownSession known, string secret) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, known.Person.Name),
            new(Access.RoleClaim, known.Person.Role.ToString()),
            new(Access.ActorClaim, known.Person.ActorId),
            new(PersonClaim, known.Person.Id.ToString()),
            new(SessionClaim, known.Session.Id.ToString()),
            new(SecretClaim, secret),
        ],
        PeopleCookie.Name));
}
