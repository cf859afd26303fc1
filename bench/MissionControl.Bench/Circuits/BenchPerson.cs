using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Bench.Circuits;

/// <summary>Whoever asks the board of the bench is a viewer: what is measured is the circuit.</summary>
internal sealed class BenchPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Name = "Bench";

    public static void Add(IServiceCollection services) => AddWhere(services, static _ => true);

    /// <summary>For those requests only; the others are asked who they are.</summary>
    public static void AddWhere(IServiceCollection services, Func<HttpContext, bool> isMeant)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BenchPerson>(Name, static _ => { });
        services.PostConfigure<PolicySchemeOptions>(AccountSetup.Scheme, whoAsks =>
        {
            var others = whoAsks.ForwardDefaultSelector;
            whoAsks.ForwardDefaultSelector = context => isMeant(context) ? Name : others?.Invoke(context);
        });
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(
        new(new ClaimsPrincipal(new ClaimsIdentity([new(Access.RoleClaim, nameof(Role.Viewer))], Name)), Name)));
}
