using Microsoft.Extensions.Configuration;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("https://LOCALHOST")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.9.8.7:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://unix:/run/mission.sock")]
    public void Loopback_is_reached_from_this_machine_alone(string address) => Assert.Empty(Check(address, allowOthers: false));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.168.1.4:5080")]
    [InlineData("http://localhost.example:5080")]
    [InlineData("http://127.0.0.1.example:5080")]
    [InlineData("http://mission.internal")]
    public void Anything_else_is_refused_unless_allowed(string address)
    {
        Assert.StartsWith("must be a loopback address ", Assert.Single(Check(address, allowOthers: false)).Rule, StringComparison.Ordinal);
        Assert.Empty(Check(address, allowOthers: true));
    }

    [Theory]
    [InlineData("5080")]
    [InlineData("http:/127.0.0.1")]
    [InlineData("http://")]
    public void What_is_no_address_is_refused_in_any_case(string address) =>
        Assert.Equal(
            $"settings: urls: must be an address to listen on; found '{address}'; write one such as http://127.0.0.1:5080",
            Assert.Single(Check(address, allowOthers: true)).ToString());

    [Fact]
    public void Every_way_of_writing_an_address_is_seen()
    {
        Assert.Equal(["urls http://a", "urls http://b"], Configured(("urls", "http://a; http://b;")));
        Assert.Equal(["http_ports http://*:8080", "https_ports https://*:8443"], Configured(("http_ports", "8080"), ("https_ports", "8443")));
        Assert.Equal(["Kestrel:Endpoints:Main:Url http://c"], Configured(("Kestrel:Endpoints:Main:Url", "http://c")));
    }

    [Fact]
    public void Ports_count_only_where_no_address_is_written() =>
        Assert.Equal(["urls http://a"], Configured(("urls", "http://a"), ("http_ports", "8080")));

    [Fact]
    public void Nothing_written_is_no_address() => Assert.Empty(Configured());

    private static IEnumerable<SettingsProblem> Check(string address, bool allowOthers) => ListenAddresses.Check([("urls", address)], allowOthers);

    private static IEnumerable<string> Configured(params (string Key, string? Value)[] settings) =>
        ListenAddresses
            .Configured(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, setting.Value))).Build())
            .Select(static address => $"{address.Key} {address.Address}");
}
