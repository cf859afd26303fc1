using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace MissionControl.Web.Hosting;

/// <summary>
/// Proxies that are believed when they say who asks, over which scheme and for which host: those that are named and nobody else, whatever the
/// environment turned on.
/// </summary>
internal static class Proxies
{
    public static void AddProxies(this IServiceCollection services, MissionSettings settings) => services.PostConfigure<ForwardedHeadersOptions>(forwarded =>
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies)
            forwarded.KnownIPNetworks.Add(proxy);
        forwarded.ForwardedHeaders = settings.Proxies.IsEmpty ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // A chain of them, each of which is named; it ends at the first that is not.
        forwarded.ForwardLimit = null;
        if (settings.Proxies.IsEmpty || settings.Hosts.IsEmpty || settings.Hosts.Contains(HostNames.Any))
            return;
        forwarded.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
        forwarded.AllowedHosts = [.. settings.Hosts];
    });

    /// <summary>An address, or a network as <c>10.0.0.0/8</c>; <see langword="null"/> for what is neither.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}
