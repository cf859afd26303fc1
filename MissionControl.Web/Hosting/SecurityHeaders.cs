using Microsoft.Extensions.Primitives;

namespace MissionControl.Web.Hosting;

/// <summary>What every answer tells a browser not to do.</summary>
internal static class SecurityHeaders
{
    // The two style sheets that ApexCharts 4.7.0 writes into a page, by their hashes: SecurityPolicyTests fails when they change.
    private const string ChartStyles = "'sha256-TBymqJXQvXKxe+z+3ydUYBErlkFFu110c5FjiVB8p+M=' 'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A='";

    /// <summary>
    /// Everything from here, no script and no style sheet of a stranger inline, no frames around us. Style attributes stay allowed: they place
    /// the ticks and labels of a chart, and the chart library writes them; they cannot load anything but pictures from here.
    /// </summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self' " + ChartStyles + "; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; worker-src 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>Nothing of a device is needed but the clipboard, to copy the link to a moment, and the whole screen, for a wall.</summary>
    public const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), usb=(), clipboard-write=(self), fullscreen=(self)";

    /// <summary>A year. Without sub-domains: they are the organisation's, not ours.</summary>
    public const string OnlyEncrypted = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var strict = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            // At the last moment: a page for an error begins with no headers at all.
            context.Response.OnStarting(
                state =>
                {
                    Add((HttpContext)state, strict);
                    return Task.CompletedTask;
                },
                context);
            return next(context);
        });
    }

    /// <param name="strict">Are browsers told to come back encrypted only?</param>
    internal static void Add(HttpContext context, bool strict)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Features.Get<OwnPolicy>()?.Policy ?? context.GetEndpoint()?.Metadata.GetMetadata<OwnPolicy>()?.Policy ?? Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.StrictTransportSecurity = strict && context.Request.IsHttps && !IsThisMachine(context.Request.Host.Host) ? OnlyEncrypted : StringValues.Empty;
    }

    // A browser keeps the promise for every port of a name: other servers on this machine would become unreachable.
    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}

/// <summary>An endpoint whose answers may do even less than pages, or, as a feature of a request, one such answer.</summary>
/// <param name="Policy">A whole content security policy.</param>
internal sealed record OwnPolicy(string Policy);
