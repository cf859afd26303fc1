using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using MissionControl.Web.Hosting;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>Single sign-on, where the settings name a provider.</summary>
internal static class SingleSignOnSetup
{
    private const int LargestAnswer = 256 * 1024;
    private static readonly TimeSpan _answerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _signInWithin = TimeSpan.FromMinutes(10);

    public static void AddSingleSignOn(this IServiceCollection services, AuthenticationBuilder authentication, SignInSettings settings)
    {
        services.AddSingleton(settings).AddSingleton(settings.Ways);
        if (settings.Provider is not { } provider)
            return;
        services.AddScoped<ProviderDesk>().AddScoped<ProviderEvents>();
        authentication.AddOAuth<OAuthOptions, ProviderHandler>(ProviderHandler.Name, options => Configure(options, provider));
        services.AddOptions<OAuthOptions>(ProviderHandler.Name).Configure<IHostEnvironment>(static (options, environment) =>
        {
            var isHome = environment.IsDevelopment();
            options.CorrelationCookie.Name = isHome ? "mission-sso." : "__Host-mission-sso.";
            options.CorrelationCookie.SecurePolicy = isHome ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
    }

    private static void Configure(OAuthOptions options, ProviderSettings provider)
    {
        (options.AuthorizationEndpoint, options.TokenEndpoint, options.UserInformationEndpoint) =
            (provider.AuthorizationEndpoint.AbsoluteUri, provider.TokenEndpoint.AbsoluteUri, provider.UserInfoEndpoint.AbsoluteUri);
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        options.CallbackPath = Routes.SignInBack;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.SignInScheme = PeopleCookie.Name;
        options.EventsType = typeof(ProviderEvents);
        options.RemoteAuthenticationTimeout = _signInWithin;
        // The way back is a link that is followed, so Lax is enough.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.Path = "/";
        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
            options.Scope.Add(scope);
        options.Backchannel = Backchannel(provider);
    }

    /// <summary>Calls the two declared addresses and nothing else; one for the life of the process.</summary>
    private static HttpClient Backchannel(ProviderSettings provider)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = _answerWithin / 2, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var client = new HttpClient(new DeclaredAddresses([provider.TokenEndpoint, provider.UserInfoEndpoint], sockets)) { Timeout = _answerWithin, MaxResponseContentBufferSize = LargestAnswer };
        // Some providers refuse whoever does not say what they are.
        client.DefaultRequestHeaders.UserAgent.ParseAdd("MissionControl");
        return client;
    }

    /// <summary>The way there and the way back; without a provider there is nothing at either.</summary>
    public static void MapSingleSignOn(this WebApplication app)
    {
        app.MapGet(Routes.SignInWithProvider, static (string? @return, SignInSettings settings) =>
            settings.Provider is null ? Results.NotFound() : Results.Challenge(new AuthenticationProperties { RedirectUri = WayIn.Back(@return) }, [ProviderHandler.Name]))
            .OpenToAnyone("the address of the identity provider");
        app.MapGet(Routes.SignInBack, ProviderHandler.ComeBackAsync).OpenToAnyone("whether the identity provider sends somebody who may sign in").RequireRateLimiting(RateLimits.Provider);
    }
}
