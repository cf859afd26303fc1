using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using MissionControl.Web.Account;
using MissionControl.Web.Api;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.Hosting;

/// <summary>
/// How often a stranger may try. An endpoint names its limit by <c>.RequireRateLimiting(RateLimits.SignIn)</c>. An address is asked
/// before the account it tries: one address that guesses runs dry before it has used up what the account's owner may try. That it
/// does not lock the account is up to <see cref="WrongTries"/>.
/// </summary>
public static class RateLimits
{
    /// <summary>Trying a password or a second factor: 429 when it is too often.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Coming back from the identity provider: 429 when it is too often. By <c>GET</c>, since it is a link that is followed.</summary>
    public const string Provider = "provider";

    /// <summary>Asking for or using a link to set a password anew, an invitation or the set-up link: 429 when it is too often.</summary>
    public const string Reset = "reset";

    /// <summary>Typing an address that is to be written to: 429 when it is too often.</summary>
    public const string Follow = "follow";

    /// <summary>What machines send, by token: 503 when it is too often, since Alertmanager drops for good what is answered 4xx.</summary>
    public const string Intake = "intake";

    /// <summary>Declaring incidents, by token: 429 when it is too often. Beside <see cref="Intake"/>, which holds for it, too.</summary>
    public const string Declare = "declare";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly object AccountKey = new();
    private static readonly string[] AccountFields = ["email", "account", "user", "username"];

    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateSettings rates) => services.AddSingleton(_ => new RateGate(
        PartitionedRateLimiter.Create<HttpContext, string>(context => IsStranger(context) ? For(rates.Stranger, Second, "stranger " + Address(context)) : None()),
        PartitionedRateLimiter.Create<HttpContext, string>(context => IsTrying(context) ? For(rates.Address, Minute, PolicyOf(context) + " " + Address(context)) : None()),
        PartitionedRateLimiter.Create<HttpContext, string>(context => context.Items[AccountKey] is string account ? For(rates.Account, Minute, PolicyOf(context) + " " + account) : None()),
        PartitionedRateLimiter.Create<HttpContext, string>(context => PolicyOf(context) is Intake or Declare ? For(rates.Token, Second, "token " + Sender(context)) : None()),
        PartitionedRateLimiter.Create<HttpContext, string>(context => PolicyOf(context) == Declare ? For(rates.Declare, Minute, "declare " + Sender(context)) : None())));

    /// <summary>After authentication: a token has limits of its own.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<RateGate>();
        app.Use(async (context, next) =>
        {
            // Whoever is in tries their own account, whatever they type.
            if (IsTrying(context) && context.User.FindPerson() is { } person)
            {
                context.Items[AccountKey] = person.ToString();
            }
            else if (IsTrying(context) && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
            {
                if (!await RequestLimits.ReadFormAsync(context))
                    return;
                context.Items[AccountKey] = AccountIn(await context.Request.ReadFormAsync(context.RequestAborted));
            }

            using var lease = gate.Enter(context);
            if (lease.IsAcquired)
                await next(context);
            else
                await RefuseAsync(context, lease);
        });
    }

    /// <summary>IPv6 by the network of a house, 64 bits: one machine has all addresses in it.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }

    /// <summary>The account that a form tries: a field called email, account, user or username, whatever stands before its last dot.</summary>
    internal static string? AccountIn(IFormCollection form)
    {
        var field = form.Keys.FirstOrDefault(static key => AccountFields.Contains(key[(key.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase));
        // Written otherwise it is the same account.
        return field is not null && form[field].ToString().Trim().ToUpperInvariant() is { Length: > 0 } account ? account[..Math.Min(account.Length, 256)] : null;
    }

    private static bool IsTrying(HttpContext context) => PolicyOf(context) switch
    {
        SignIn or Reset or Follow => HttpMethods.IsPost(context.Request.Method),
        Provider => true,
        _ => false,
    };

    // Load balancers ask for health, often and without a name.
    private static bool IsStranger(HttpContext context) =>
        context.User.Identity?.IsAuthenticated != true && !context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix, StringComparison.OrdinalIgnoreCase);

    private static string? PolicyOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;

    private static string Address(HttpContext context) => Network(context.Connection.RemoteIpAddress);

    private static string Sender(HttpContext context) => context.User.FindFirst(Access.ActorClaim)?.Value ?? Address(context);

    private static RateLimitPartition<string> None() => RateLimitPartition.GetNoLimiter("");

    private static async Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = IsTrying(context) || PolicyOf(context) == Declare ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
        if (PolicyOf(context) == Declare)
            await Problems.TooMany($"This token has declared many incidents in a short time, and the next is taken in {seconds} s. One fault is one incident: send what you know more as notes, and send again under the same key").ExecuteAsync(context);
        else if (PolicyOf(context) == Follow)
            await FollowEndpoints.RefuseAsync(context, seconds);
        else if (ApiSetup.IsForMachines(context))
            await Problems.ForStatus(context).ExecuteAsync(context);
        else
            await context.Response.WriteAsync($"Too many tries. Wait {seconds} s and try again.", context.RequestAborted);
    }

    private static RateLimitPartition<string> For(Rate rate, TimeSpan period, string key) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = rate.InARow, TokensPerPeriod = rate.Back, ReplenishmentPeriod = period, QueueLimit = 0, AutoReplenishment = true,
    });
}
