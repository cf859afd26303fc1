using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MissionControl.Core.People;

namespace MissionControl.Web.Account;

internal sealed class VisitorOptions : AuthenticationSchemeOptions;

/// <summary>In Development, whoever comes from this machine to this machine is a <see cref="Role.Viewer"/> without signing in. Never elsewhere.</summary>
internal sealed class VisitorHandler(IOptionsMonitor<VisitorOptions> options, ILoggerFactory logger, UrlEncoder encoder, IHostEnvironment environment)
    : AuthenticationHandler<VisitorOptions>(options, logger, encoder)
{
    public const string Name = "Visitor";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        IsAtHome(Context, environment)
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(Access.RoleClaim, nameof(Role.Viewer)), new(Access.ActorClaim, "visitor")], Name)), Name))
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => WayIn.AskAsync(Context);

    // A visitor who wants more than to look has not signed in yet.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => WayIn.AskAsync(Context);

    /// <summary>Is this somebody at the machine of a developer?</summary>
    public static bool IsAtHome(HttpContext context, IHostEnvironment environment) =>
        environment.IsDevelopment() && IsLoopback(context.Connection.RemoteIpAddress) && IsLoopback(context.Connection.LocalIpAddress);

    // A Unix socket has no address.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}
