using Microsoft.AspNetCore.Authorization;
using MissionControl.Core.People;

namespace MissionControl.Web.Account;

/// <summary>
/// Who may use an endpoint. Every endpoint and page says so by one of these, or the matrix test fails; what says nothing needs a
/// <see cref="Role.Administrator"/>.
/// </summary>
public static class Access
{
    /// <summary>The claim that holds a person's <see cref="Role"/>, by name.</summary>
    public const string RoleClaim = "mission:role";

    /// <summary>A claim for each <see cref="Scope"/> of a token, as written.</summary>
    public const string ScopeClaim = "mission:scope";

    /// <summary>The claim with the <see cref="Actor.Id"/>.</summary>
    public const string ActorClaim = "mission:actor";

    /// <summary>The claim with the <see cref="Actor.From"/>, of the request at hand.</summary>
    public const string AddressClaim = "mission:address";

    /// <summary>People of this role and above.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(role));

    /// <summary>Tokens with this scope, and nobody else.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Scope scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(scope));

    /// <summary>People of this role and above, and tokens with this scope.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Role role, Scope scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(new NeedsAttribute(role, scope));

    /// <summary>Anybody, signed in or not.</summary>
    /// <param name="endpoint">Which.</param>
    /// <param name="reveals">What that tells a stranger. The census test pins it.</param>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder endpoint, string reveals)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToAnyoneAttribute(reveals));
}

/// <summary>What an endpoint or page needs of whoever asks: a role, a scope, or either.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute : AuthorizeAttribute, IAuthorizationRequirementData, IAuthorizationRequirement
{
    public NeedsAttribute(Role role) => Role = role;

    public NeedsAttribute(Scope scope) => Scope = scope;

    public NeedsAttribute(Role role, Scope scope) => (Role, Scope) = (role, scope);

    /// <summary>The least role; <see langword="null"/> when people have no business here.</summary>
    public Role? Role { get; }

    /// <summary>May a screen with a wall link see this?</summary>
    public bool AlsoWalls { get; init; }

    /// <summary>May also whoever signed the message with a secret of the catalog?</summary>
    public bool AlsoSigned { get; init; }

    /// <summary><see langword="null"/> when tokens have no business here.</summary>
    public Scope? Scope { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Strangers may use this.</summary>
/// <param name="reveals">What it tells them.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAnyoneAttribute(string reveals) : AllowAnonymousAttribute
{
    public string Reveals { get; } = reveals;
}

/// <summary>Decides what <see cref="NeedsAttribute"/> asks for by the claims of whoever asks.</summary>
internal sealed class NeedsHandler : AuthorizationHandler<NeedsAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        var hasRole = requirement.Role is { } least && context.User.FindRole() is { } role && role >= least;
        var hasScope = requirement.Scope is { } scope && context.User.HasClaim(Access.ScopeClaim, scope.Word());
        var isWall = requirement.AlsoWalls && context.User.HasClaim(static claim => claim.Type == WallHandler.SecretClaim);
        if (hasRole || hasScope || isWall)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
