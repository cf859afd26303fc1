using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace MissionControl.Core.Sources.Outbound;

/// <summary>Which addresses lie outside, in the public internet: nothing of this machine, of our networks, or of a cloud's insides.</summary>
public static class PublicAddresses
{
    // IANA's special-purpose registries: https://www.iana.org/assignments/iana-ipv4-special-registry, ...-ipv6-...
    private static readonly ImmutableArray<IPNetwork> NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's host, which stands in for the metadata service.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    // Within the one block that is given out, what is not a host of its own: Teredo and other tunnels, documentation, 6to4.
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");
    private static readonly ImmutableArray<IPNetwork> NotPublicWithin =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        // Everything else of IPv6 is refused: NAT64 and IPv4-compatible addresses hold another address inside.
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotPublic.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => GivenOut.Contains(address) && !NotPublicWithin.Any(network => network.Contains(address)),
            _ => false,
        };
    }
}
