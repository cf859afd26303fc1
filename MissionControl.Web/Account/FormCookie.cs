using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace MissionControl.Web.Account;

/// <summary>
/// The cookie that tells our own forms from those of other sites: for encrypted connections, this host and this site only. A developer's
/// machine has no certificate.
/// </summary>
internal sealed class FormCookie(IHostEnvironment environment) : IConfigureOptions<AntiforgeryOptions>
{
    public static string CookieName(IHostEnvironment environment) => environment.IsDevelopment() ? "mission-form" : "__Host-mission-form";

    public void Configure(AntiforgeryOptions options)
    {
        options.Cookie = new Encrypted(!environment.IsDevelopment())
        {
            Name = CookieName(environment), HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true,
        };
        // SecurityHeaders says it, for every answer.
        options.SuppressXFrameOptionsHeader = true;
    }

    /// <summary>
    /// Always <c>Secure</c>, whatever we see of the connection: a proxy may end TLS before us. The framework's own policy for that refuses to
    /// make any form over a plain connection; this way the browser refuses to keep the cookie there.
    /// </summary>
    private sealed class Encrypted(bool always) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure |= always;
            return options;
        }
    }
}
