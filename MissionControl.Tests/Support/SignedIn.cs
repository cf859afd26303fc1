using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Support;

/// <summary>Signs whoever asks in as the role that a header of the request names, or as one that the app was built with.</summary>
internal sealed class SignedIn(IOptionsMonitor<SignedIn.Options> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<SignedIn.Options>(options, logger, encoder)
{
    /// <summary>Names the <see cref="Role"/>.</summary>
    public const string Header = "X-Test-Role";

    /// <summary>The <see cref="Actor.Id"/> of everybody.</summary>
    public const string Actor = "person:7";

    private const string Name = "SignedIn";

    /// <summary>For the configuration of an app.</summary>
    public static void Use(WebApplicationBuilder builder, Role? always = null)
    {
        builder.Services.AddAuthentication().AddScheme<Options, SignedIn>(Name, own => own.Always = always);
        builder.Services.PostConfigure<AuthenticationOptions>(all => (all.DefaultScheme, all.DefaultAuthenticateScheme, all.DefaultChallengeScheme, all.DefaultForbidScheme) = (Name, Name, Name, Name));
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult((base.Options.Always?.ToString() ?? Request.Headers[Header].ToString()) is { Length: > 0 } role
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(Access.RoleClaim, role), new(Access.ActorClaim, Actor)], Name)), Name))
            : AuthenticateResult.NoResult());

    internal new sealed class Options : AuthenticationSchemeOptions
    {
        public Role? Always { get; set; }
    }
}
