using Microsoft.AspNetCore.Authorization;
using MissionControl.Core.People;

namespace MissionControl.Web.Account;

/// <summary>Who may use the app, and how they say who they are.</summary>
public static class AccountSetup
{
    /// <summary>Decides by the request which scheme it is for: a token's, or people's.</summary>
    internal const string Scheme = "Mission";

    /// <summary>How those are known who send no token.</summary>
    private const string PeopleScheme = VisitorHandler.Name;

    private const string Circuits = "/_blazor";

    public static IServiceCollection AddAccount(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(MayUseUndecided).Build());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, static whoAsks => whoAsks.ForwardDefaultSelector = static context => BearerHandler.IsMeant(context) ? BearerHandler.Name : PeopleScheme)
            .AddScheme<BearerOptions, BearerHandler>(BearerHandler.Name, static _ => { })
            .AddScheme<VisitorOptions, VisitorHandler>(VisitorHandler.Name, static _ => { });
        return services;
    }

    // Where nothing is, or not by this method, there is nothing to keep: the answer is 404 or 405.
    private static bool MayUseUndecided(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && (http.GetEndpoint() is not RouteEndpoint || context.User.FindRole() is Role.Administrator);

    /// <summary>What the framework adds beside the pages: circuits are for whoever may see a page, the rest serves strangers' pages too.</summary>
    public static void DecideForTheFramework(this IEndpointConventionBuilder pages) => pages.Add(static endpoint =>
    {
        if (endpoint.Metadata.Any(static decision => decision is IAuthorizeData or IAllowAnonymous))
            return;
        endpoint.Metadata.Add(endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } address } && address.TrimStart('/').StartsWith(Circuits.TrimStart('/'), StringComparison.Ordinal)
            ? new NeedsAttribute(Role.Viewer)
            : new OpenToAnyoneAttribute("the framework's own script"));
    });
}
