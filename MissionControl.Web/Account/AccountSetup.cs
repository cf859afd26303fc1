using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Account.Circuits;
using MissionControl.Web.Hosting;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account;

/// <summary>Who may use the app, and how they say who they are.</summary>
public static class AccountSetup
{
    /// <summary>Decides by the request which scheme it is for: a token's, or people's.</summary>
    internal const string Scheme = "Mission";

    private const string Circuits = "/_blazor";

    public static IServiceCollection AddAccount(this IServiceCollection services, SignInSettings signIn)
    {
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(MayUseUndecided).Build());
        services.AddSingleton<RefusalBook>().AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddIdentityCore<Person>(static identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = 10;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            // Names are e-mail addresses, checked as such: with the framework's own letters, o'brien@ could never be saved.
            identity.User.AllowedUserNameCharacters = "";
            // Length and a list of common ones (AccountRules) say more than letters and digits do.
            identity.Password = new() { RequiredLength = AccountRules.ShortestPassword, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 1 };
        }).AddUserStore<IdentityStore>();
        services.AddSingleton<ILookupNormalizer, AsTyped>();
        services.AddScoped(static provider => (IdentityStore)provider.GetRequiredService<IUserStore<Person>>());
        services.AddScoped<SignInDesk>().AddScoped<PeopleDesk>().AddScoped<FactorDesk>().AddScoped<DemoPeople>();
        services.AddSingleton<SessionBook>().AddSingleton<WrongTries>().AddSingleton<WallBook>().AddSingleton<SetUpLink>().AddSingleton<CircuitDoors>();
        services.AddSingleton<CircuitRoom>().ConfigureOptions<FormCookie>();
        services.AddHostedService(static provider => provider.GetRequiredService<CircuitDoors>()).AddHostedService<SetUpPrinter>();
        services.ConfigureOptions<PeopleCookie>();
        services.AddScoped<CircuitWatch>().AddScoped<CircuitHandler>(static provider => provider.GetRequiredService<CircuitWatch>());
        services.AddCascadingValue(static provider => provider.GetRequiredService<CircuitWatch>());
        services.AddCascadingAuthenticationState();
        var authentication = services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, static whoAsks => whoAsks.ForwardDefaultSelector = SchemeFor)
            .AddCookie(PeopleCookie.Name)
            .AddScheme<WallOptions, WallHandler>(WallHandler.Name, static _ => { })
            .AddScheme<BearerOptions, BearerHandler>(BearerHandler.Name, static _ => { })
            .AddScheme<VisitorOptions, VisitorHandler>(VisitorHandler.Name, static _ => { });
        services.AddSingleSignOn(authentication, signIn);
        return services;
    }

    /// <summary>A token, a person, a screen or a visitor: whoever shows something is that or nobody.</summary>
    private static string SchemeFor(HttpContext context)
    {
        if (BearerHandler.IsMeant(context))
            return BearerHandler.Name;
        var environment = context.RequestServices.GetRequiredService<IHostEnvironment>();
        var cookies = context.Request.Cookies;
        if (cookies.ContainsKey(PeopleCookie.CookieName(environment)))
            return PeopleCookie.Name;
        return cookies.ContainsKey(WallHandler.CookieName(environment)) ? WallHandler.Name : VisitorHandler.Name;
    }

    // Where nothing is, or not by this method, there is nothing to keep: the answer is 404 or 405.
    private static bool MayUseUndecided(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && (http.GetEndpoint() is not RouteEndpoint || context.User.FindRole() is Role.Administrator);

    public static void UseCircuitDoors(this WebApplication app)
    {
        var doors = app.Services.GetRequiredService<CircuitDoors>();
        app.Use(doors.PassAsync);
    }

    /// <summary>Addresses that are no pages: signing out, single sign-on, a wall's link.</summary>
    public static void MapAccount(this WebApplication app)
    {
        app.MapSingleSignOn();
        app.MapPost(Routes.SignOut, static async (HttpContext context, SessionBook sessions, IAntiforgery antiforgery) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest();
            if (context.User.FindPerson() is { } person && context.User.FindSession() is { } session)
                await sessions.EndAsync(person, session, null, context.Actor(), CancellationToken.None);
            await context.SignOutAsync(PeopleCookie.Name);
            return Results.Redirect(Routes.SignIn());
        }).OpenToAnyone("nothing: it ends the caller's own session");
        app.MapGet(Routes.WallLink("{secret}"), static async (string secret, HttpContext context, WallBook walls, IHostEnvironment environment) =>
        {
            if (await walls.FindAsync(secret, context.RequestAborted) is null)
                return Results.Text("This wall link is not good any more. An administrator can make another one.", statusCode: StatusCodes.Status404NotFound);
            context.Response.Cookies.Append(WallHandler.CookieName(environment), secret, new CookieOptions
            {
                HttpOnly = true, Secure = !environment.IsDevelopment(), SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(400), IsEssential = true,
            });
            return Results.Redirect(Routes.Wall);
        }).OpenToAnyone("whether a link of 256 random bits is good").RequireRateLimiting(RateLimits.Reset);
    }

    /// <summary>What the framework adds beside the pages: circuits are for whoever may see a page, the rest serves strangers' pages too.</summary>
    public static void DecideForTheFramework(this IEndpointConventionBuilder pages) => pages.Add(static endpoint =>
    {
        if (endpoint.Metadata.Any(static decision => decision is IAuthorizeData or IAllowAnonymous))
            return;
        endpoint.Metadata.Add(endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } address } && address.TrimStart('/').StartsWith(Circuits.TrimStart('/'), StringComparison.Ordinal)
            ? new NeedsAttribute(Role.Viewer) { AlsoWalls = true }
            : new OpenToAnyoneAttribute("the framework's own script"));
    });
}
