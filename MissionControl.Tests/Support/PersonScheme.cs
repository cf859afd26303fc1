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

/// <summary>Whoever asks without a token is a person of a role that the test chose.</summary>
internal sealed class PersonScheme(IOptionsMonitor<PersonScheme.Options> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<PersonScheme.Options>(options, logger, encoder)
{
    private const string Name = "Person";

    /// <summary>For <c>configure</c> of the app.</summary>
    public static Action<WebApplicationBuilder> Of(Role role) => builder =>
    {
        builder.Services.AddAuthentication().AddScheme<Options, PersonScheme>(Name, own => own.Role = role);
        builder.Services.PostConfigure<PolicySchemeOptions>(AccountSetup.Scheme, whoAsks => whoAsks.ForwardDefaultSelector =
            context => BearerHandler.IsMeant(context) ? BearerHandler.Name : Name);
    };

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(new(
        new ClaimsPrincipal(new ClaimsIdentity([new(Access.RoleClaim, base.Options.Role.ToString()), new(Access.ActorClaim, "person:7")], Name)), Name)));

    internal new sealed class Options : AuthenticationSchemeOptions
    {
        public Role Role { get; set; }
    }
}
