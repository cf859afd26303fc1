using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class ProxiesTests
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("proxy", null)]
    [InlineData("10.0.0.0/99", null)]
    public void A_proxy_is_an_address_or_a_network(string text, string? network) => Assert.Equal(network, Proxies.Parse(text)?.ToString());

    [Theory]
    [InlineData("", "127.0.0.2 http own")]
    [InlineData("127.0.0.9", "127.0.0.2 http own")]
    [InlineData("127.0.0.2", "203.0.113.7 https own")]
    [InlineData("127.0.0.0/30", "203.0.113.7 https own")]
    public async Task What_a_proxy_says_of_who_asks_is_believed_when_the_proxy_is_named_and_otherwise_not(string proxies, string seen) =>
        Assert.Equal(seen, await SeenAsync(["--MissionControl:Proxies", proxies], "203.0.113.7"));

    [Fact]
    public async Task The_environment_cannot_have_everybody_believed() =>
        Assert.Equal("127.0.0.2 http own", await SeenAsync(["--FORWARDEDHEADERS_ENABLED", "true"], "203.0.113.7"));

    [Fact]
    public async Task A_chain_is_believed_as_far_as_its_proxies_are_named() =>
        Assert.Equal("198.51.100.1 https own", await SeenAsync(["--MissionControl:Proxies", "127.0.0.2 203.0.113.7"], "192.0.2.66, 198.51.100.1, 203.0.113.7"));

    [Fact]
    public async Task A_forwarded_host_is_believed_only_where_names_are_set_and_it_is_one()
    {
        string[] proxies = ["--MissionControl:Proxies", "127.0.0.2"];
        Assert.Equal("203.0.113.7 https board.example.org", await SeenAsync([.. proxies, "--MissionControl:Hosts", "board.example.org"], "203.0.113.7"));
        Assert.Equal("203.0.113.7 https own", await SeenAsync([.. proxies, "--MissionControl:Hosts", "other.example.org"], "203.0.113.7"));
        Assert.Equal("203.0.113.7 https own", await SeenAsync([.. proxies, "--MissionControl:Hosts", "*"], "203.0.113.7"));
    }

    private static async Task<string> SeenAsync(string[] settings, string forwardedFor)
    {
        await using var app = await GuardedApp.StartAsync("Production", settings);
        app.App.MapGet("/try/seen", static (HttpContext context) =>
            $"{CallerAddress.Of(context)} {context.Request.Scheme} {(context.Request.Host.Host == "127.0.0.1" ? "own" : context.Request.Host.Host)}").OpenToAnyone("for tests");
        using var client = app.From("127.0.0.2");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/try/seen");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", string.Join(", ", forwardedFor.Split(',').Select(static _ => "https")));
        request.Headers.Add("X-Forwarded-Host", string.Join(", ", forwardedFor.Split(',').Select(static _ => "board.example.org")));
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
