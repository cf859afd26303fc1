using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;

namespace MissionControl.Web.Account;

internal sealed class BearerOptions : AuthenticationSchemeOptions;

/// <summary><c>Authorization: Bearer mc_…</c>: whoever sends that header is the token in it or nobody, never somebody else as well.</summary>
internal sealed class BearerHandler(IOptionsMonitor<BearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenBook tokens, TokenUses uses)
    : AuthenticationHandler<BearerOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    public static bool IsMeant(HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Context))
            return AuthenticateResult.NoResult();
        if (Read(Request.Headers.Authorization) is not { } secret)
            return Refuse(TokenRefusal.NoBearer);
        return await tokens.FindAsync(secret, Context.RequestAborted) switch
        {
            { Finding: TokenFinding.Good, Token: { } token } => Welcome(token),
            { Finding: TokenFinding.Expired } => Refuse(TokenRefusal.Expired),
            { Finding: TokenFinding.Revoked } => Refuse(TokenRefusal.Revoked),
            { Finding: TokenFinding.Unreadable } => Refuse(TokenRefusal.Unreadable),
            _ => Refuse(TokenRefusal.Unknown),
        };
    }

    private AuthenticateResult Welcome(ApiToken token)
    {
        uses.Note(token, Context.Connection.RemoteIpAddress?.ToString(), TimeProvider.GetUtcNow());
        var claims = token.Scopes.Select(static scope => new Claim(Access.ScopeClaim, scope.Word())).Append(new Claim(Access.ActorClaim, token.ActorId));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name));
    }

    private static AuthenticateResult Refuse(TokenRefusal refusal) => AuthenticateResult.Fail(refusal);

    /// <summary><see langword="null"/> for another scheme, and for two headers, of which nobody knows which is meant.</summary>
    private static string? Read(IReadOnlyList<string?> headers) =>
        headers is [{ } header] && header.StartsWith(Name + " ", StringComparison.OrdinalIgnoreCase) ? header[(Name.Length + 1)..].Trim() : null;
}
