namespace MissionControl.Web.Hosting;

/// <summary>
/// Circuits open only for pages of ours. Browsers let any page open a WebSocket to anywhere and the framework does not look
/// where it came from.
/// </summary>
internal static class SameOrigin
{
    private const string Circuits = "/_blazor";

    public static void UseSameOriginCircuits(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase)
            || Allows(context.Request.Headers.Origin, context.Request.Host.Value))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <param name="origin">Empty from whoever is no browser. Its scheme is not compared: a proxy may end TLS before us.</param>
    internal static bool Allows(string? origin, string? host) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, host, StringComparison.OrdinalIgnoreCase));
}
