using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Account.Circuits;

/// <summary>
/// Whether there is room for one more live page. Whoever finds none still gets the page, standing still. Looked at when a page is made, and
/// counted where its connection and its circuit open. Thread-safe.
/// </summary>
internal sealed class CircuitRoom(CircuitLimits limits)
{
    private static readonly object Decided = new();

    public CircuitLimits Limits => limits;

    /// <summary>A circuit outlives its connection for a while.</summary>
    public HeadCount Circuits { get; } = new(limits.PerPerson, limits.Total);

    public HeadCount Connections { get; } = new(limits.PerPerson, limits.Total);

    /// <summary>Who is counted: a person, a wall link, else a network address.</summary>
    public static string CallerOf(ClaimsPrincipal user)
    {
        if (user.FindPerson() is not null || user.HasClaim(static claim => claim.Type == WallHandler.SecretClaim))
            return user.FindFirst(Access.ActorClaim)!.Value;
        return "address:" + RateLimits.Network(IPAddress.TryParse(user.FindFirst(Access.AddressClaim)?.Value, out var address) ? address : null);
    }

    /// <summary>Why the page of that request stands still; <see langword="null"/>: it is live. The same for all of the page.</summary>
    public Fullness? Look(HttpContext context)
    {
        if (!context.Items.TryGetValue(Decided, out var decided))
            context.Items[Decided] = decided = Circuits.Look(CallerOf(context.User));
        return (Fullness?)decided;
    }

    /// <summary>How the live part of a page is rendered.</summary>
    /// <param name="context">The page's request; <see langword="null"/> within a circuit.</param>
    public IComponentRenderMode? ModeFor(HttpContext? context) => context is null || Look(context) is null ? RenderMode.InteractiveServer : null;
}
