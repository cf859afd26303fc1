using Microsoft.AspNetCore.Http;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("https", "mission.example", true, "max-age=31536000")]
    [InlineData("http", "mission.example", true, "")]
    [InlineData("https", "mission.example", false, "")]
    [InlineData("https", "localhost", true, "")]
    [InlineData("https", "127.0.0.1", true, "")]
    [InlineData("https", "[::1]", true, "")]
    public void Only_an_encrypted_answer_of_a_real_host_binds_the_browser_to_encryption(string scheme, string host, bool strict, string expected)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (scheme, new HostString(host, 8443));
        SecurityHeaders.Add(context, strict);
        Assert.Equal(expected, context.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Fact]
    public void Nothing_inline_runs_and_no_style_sheet_is_inline()
    {
        var policy = SecurityHeaders.Policy.Split("; ").ToDictionary(static rule => rule.Split(' ')[0], static rule => rule.Split(' ', 2)[1]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'none'", policy["script-src-attr"]);
        Assert.All(policy["style-src"].Split(' '), static source => Assert.True(source == "'self'" || source.StartsWith("'sha256-", StringComparison.Ordinal)));
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.DoesNotContain(policy.Values, static sources => sources.Contains("unsafe-eval", StringComparison.Ordinal) || sources.Contains('*', StringComparison.Ordinal));
    }
}
