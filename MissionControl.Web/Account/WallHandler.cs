using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MissionControl.Web.Account;

internal sealed class WallOptions : AuthenticationSchemeOptions;

/// <summary>A screen with a wall link: it sees the wall and nothing else, for as long as the link is good.</summary>
internal sealed class WallHandler(IOptionsMonitor<WallOptions> options, ILoggerFactory logger, UrlEncoder encoder, WallBook walls, IHostEnvironment environment)
    : AuthenticationHandler<WallOptions>(options, logger, encoder)
{
    public const string Name = "Wall";

    /// <summary>Never leaves the process.</summary>
    public const string SecretClaim = "mission:wall";

    public static string CookieName(IHostEnvironment environment) => environment.IsDevelopment() ? "mission-wall" : "__Host-mission-wall";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Cookies.TryGetValue(CookieName(environment), out var secret) || await walls.FindAsync(secret, Context.RequestAborted) is not { } wall)
            return AuthenticateResult.NoResult();
        Claim[] claims = [new(SecretClaim, secret), new(Access.ActorClaim, wall.ActorId)];
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }

    // A screen on a wall has nobody who could sign in.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => SayAsync(StatusCodes.Status401Unauthorized, "This wall link is not good any more. An administrator can make another one.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => SayAsync(StatusCodes.Status403Forbidden, "This screen shows the wall at /wall and nothing else.");

    private Task SayAsync(int status, string words)
    {
        Response.StatusCode = status;
        Response.ContentType = "text/plain; charset=utf-8";
        return Response.WriteAsync(words, Context.RequestAborted);
    }
}
