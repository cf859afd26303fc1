using System.Collections.Immutable;
using System.Net;
using MissionControl.Web.Api;

namespace MissionControl.Web.Hosting;

/// <summary>
/// Only requests for a name of ours are answered. Otherwise a page of somebody else's could have its own name lead to our address, and
/// read what the browser is then sent (DNS rebinding).
/// </summary>
internal static partial class HostNames
{
    /// <summary>Whatever the name.</summary>
    public const string Any = "*";

    private const string AnyBelow = "*.";

    /// <summary>The names in the addresses we listen at.</summary>
    public static ImmutableArray<string> In(IEnumerable<string> addresses) =>
        [.. addresses.Select(static address => Plain(BindingAddress.Parse(address).Host)).Where(static host => host.Length > 0 && host is not (Any or "+"))];

    /// <summary>Could that be set? A name or address without a port, <c>*.example.org</c> for all below it, or <c>*</c>.</summary>
    public static bool IsName(string text) =>
        text == Any || Uri.CheckHostName(text.StartsWith(AnyBelow, StringComparison.Ordinal) ? text[AnyBelow.Length..] : text) != UriHostNameType.Unknown;

    /// <param name="hosts">The names that were set, or those we listen at.</param>
    /// <param name="host">Which was asked for, without its port.</param>
    /// <param name="local">Where the request came in. Nobody's name leads to a number: asking for it is asking for us.</param>
    public static bool Allows(ImmutableArray<string> hosts, string host, IPAddress? local)
    {
        var plain = Plain(host);
        if (plain.Length == 0)
            return false;
        if (hosts.Contains(Any) || plain.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (IPAddress.TryParse(plain, out var number) && (IPAddress.IsLoopback(number) || number.MapToIPv6().Equals(local?.MapToIPv6())))
            return true;
        return hosts.Any(name => name.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? plain.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
            : plain.Equals(Plain(name), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Outside everything that answers.</summary>
    public static void UseHostNames(this WebApplication app)
    {
        var (hosts, told) = (app.Services.GetRequiredService<MissionSettings>().AllHosts, 0);
        app.Use((context, next) =>
        {
            if (Allows(hosts, AskedFor(context), context.Connection.LocalIpAddress))
                return next(context);
            // Once: whoever scans us must not fill the log.
            if (Interlocked.Exchange(ref told, 1) == 0)
                LogRefused(app.Logger);
            context.Response.Headers.CacheControl = "no-store";
            return Problems.Malformed("This is not the name of this server; MissionControl:Hosts says which are").ExecuteAsync(context);
        });
    }

    /// <summary>Reading it decodes it, which fails for what is no international name, such as <c>xn--a</c>: nobody's then.</summary>
    private static string AskedFor(HttpContext context)
    {
        try
        {
            return context.Request.Host.Host;
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.');

    [LoggerMessage(EventName = "HostRefused", Level = LogLevel.Warning, Message = "Somebody asked for this server by a name that is not one of its own and was refused; is it missing in MissionControl:Hosts? Told once")]
    private static partial void LogRefused(ILogger logger);
}
