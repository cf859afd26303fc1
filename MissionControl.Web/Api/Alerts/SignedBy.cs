using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Api.Alerts;

/// <summary>Who sent a message: the token it came with, or the intake of the catalog by which it is known to be real.</summary>
internal static class SignedBy
{
    private static readonly object Key = new();

    public static void Set(HttpContext context, string intake) => context.Items[Key] = intake;

    /// <summary>For the journal.</summary>
    public static Actor Sender(this HttpContext context) =>
        context.Items[Key] is string intake ? new($"intake:{intake}", CallerAddress.Of(context)) : context.Actor();
}
