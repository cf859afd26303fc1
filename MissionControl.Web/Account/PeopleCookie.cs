using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Web.Account;

/// <summary>The cookie of a session. It holds the session's secret and nothing else: who is behind it is asked at every request.</summary>
internal sealed class PeopleCookie(SessionBook sessions, IHostEnvironment environment) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Name = "People";

    /// <summary>The claim that the cookie itself has.</summary>
    private const string SecretClaim = "mission:session";

    /// <summary>Browsers keep a cookie of this prefix to our host, to encrypted connections and to the whole site; a developer's machine has no certificate.</summary>
    public static string CookieName(IHostEnvironment environment) => environment.IsDevelopment() ? "mission" : "__Host-mission";

    public void Configure(CookieAuthenticationOptions options)
    {
    }

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Name)
            return;
        options.Cookie.Name = CookieName(environment);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = Session.Longest;
        options.SlidingExpiration = false;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = static context => WayIn.AskAsync(context.HttpContext),
            OnRedirectToAccessDenied = static context => WayIn.RefuseAsync(context.HttpContext),
        };
    }

    /// <summary>From the next request on, this browser is that session.</summary>
    public static Task GiveAsync(HttpContext context, string secret) => context.SignInAsync(
        Name, new ClaimsPrincipal(new ClaimsIdentity([new Claim(SecretClaim, secret)], Name)), new AuthenticationProperties { IsPersistent = true });

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var secret = context.Principal?.FindFirst(SecretClaim)?.Value;
        if (secret is null || await sessions.FindAsync(secret, context.HttpContext.RequestAborted) is not { } known)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Name);
            return;
        }

        await sessions.TouchAsync(secret, known, context.HttpContext.RequestAborted);
        context.ReplacePrincipal(Principals.Of(known, secret));
    }
}
