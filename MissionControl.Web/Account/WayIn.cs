using MissionControl.Web.Api;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account;

/// <summary>Where people are sent who may not do something yet, and back from there. Only addresses of ours: nobody's link leads elsewhere.</summary>
internal static class WayIn
{
    private const int LongestReturn = 1000;

    /// <summary>To the sign-in page, and from there to what they wanted; whoever is no person looking for a page gets a status.</summary>
    public static Task AskAsync(HttpContext context)
    {
        if (WantsPage(context))
            context.Response.Redirect(Routes.SignIn(context.Request.PathBase + context.Request.Path + context.Request.QueryString));
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public static Task RefuseAsync(HttpContext context)
    {
        if (WantsPage(context))
            context.Response.Redirect(Routes.Denied);
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The address to go back to, or the board's for whatever is none of ours.</summary>
    public static string Back(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && address.Length <= LongestReturn && !address.Any(char.IsControl) && !address.Contains('\\', StringComparison.Ordinal)
            && !address.StartsWith(Routes.SignIn(), StringComparison.OrdinalIgnoreCase)
            ? address
            : Routes.Board;

    private static bool WantsPage(HttpContext context) =>
        !ApiSetup.IsForMachines(context)
        && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
