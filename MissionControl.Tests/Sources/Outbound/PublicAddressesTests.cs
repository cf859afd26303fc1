using System.Net;
using MissionControl.Core.Sources.Outbound;

namespace MissionControl.Tests.Sources.Outbound;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void The_internet_may_be_called(string address) => Assert.True(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void This_machine_our_networks_and_what_hides_an_address_may_not(string address) => Assert.False(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("ftp://example.org", "must begin with https:// or http://")]
    [InlineData("file:///etc/passwd", "must begin with https:// or http://")]
    [InlineData("https://ada:lovelace@example.org", "must not hold a name or password before the host")]
    [InlineData("http://127.0.0.1/", "must be a public address")]
    [InlineData("http://[::1]/", "must be a public address")]
    [InlineData("http://2130706433/", "must be a public address")]
    [InlineData("http://0x7f.1/", "must be a public address")]
    [InlineData("https://hooks.example.org/a", null)]
    public void What_a_person_types_in_is_refused_with_a_reason(string address, string? reason) => Assert.Equal(reason, GuardedClient.Objection(new Uri(address)));
}
