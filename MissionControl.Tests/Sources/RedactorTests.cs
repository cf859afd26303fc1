using System.Collections.Immutable;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources;

namespace MissionControl.Tests.Sources;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("nothing to hide", "nothing to hide")]
    [InlineData("token abc", "token •••")]
    [InlineData("long abcdef", "long •••")]
    [InlineData("escaped a%2Fb%3D", "escaped •••")]
    [InlineData("see https://ada:lovelace@host/path?x=1", "see https://host/path?x=1")]
    [InlineData("see https://ada@host", "see https://host")]
    public void Secrets_are_masked_wherever_they_stand(string text, string clean) =>
        Assert.Equal(clean, new Redactor(["abc", "abcdef", "a/b=", "", null]).Redact(text));

    [Theory]
    [InlineData("Authorization: Negotiate abcdefgh", "Authorization: •••")]
    [InlineData("sent Bearer abcdefghij0123456789 today", "sent Bearer ••• today")]
    [InlineData("sent Basic YWRhOmxvdmVsYWNl", "sent Basic •••")]
    [InlineData("basic authentication and bearer tokens", "basic authentication and bearer tokens")]
    [InlineData("token mc_abcdefghijklmnopqrstuvwxyz", "token •••")]
    [InlineData("GET /set-up?key=abc&x=1", "GET /set-up?key=•••&x=1")]
    [InlineData("GET /wall/link/abc?x=1", "GET /wall/link/•••?x=1")]
    [InlineData("monkey=7 and ?monkey=8", "monkey=7 and ?monkey=8")]
    [InlineData("a=1; __Host-mission=abc; mission-wall=def; b=2", "a=1; __Host-mission=•••; mission-wall=•••; b=2")]
    [InlineData("Cookie: a=b; c=d\nHost: us", "Cookie: •••\nHost: us")]
    public void What_is_shaped_like_a_secret_is_masked_without_being_known(string text, string clean) => Assert.Equal(clean, new Redactor([]).Redact(text));

    [Fact]
    public void Secrets_are_learned_as_they_are_read_and_those_that_are_mere_syllables_are_not()
    {
        var redactor = new Redactor(["first"]);
        redactor.Learn(["second secret", "eu", null]);
        Assert.Equal("•••, •••, ••• and eu", redactor.Redact("first, second secret, second%20secret and eu"));
        Assert.Equal("••• and •••", redactor.Redact("first and another", ["another"]));
    }

    [Fact]
    public void A_definition_does_not_print_its_secrets()
    {
        var definition = new PrometheusSourceDefinition("main")
        {
            Url = new Uri("http://ada:lovelace@host:9090/prefix"),
            Bearer = "t0ken",
            Headers = ImmutableDictionary<string, string>.Empty.Add("X-Key", "k3y"),
        };
        Assert.Equal("PrometheusSourceDefinition { Id = main, Url = http://host:9090/prefix }", definition.ToString());
    }

    [Fact]
    public void The_tenant_is_no_secret_but_other_headers_are()
    {
        var headers = ImmutableDictionary<string, string>.Empty.Add("X-Scope-OrgID", "rentals").Add("Authorization", "Token k3y");
        var redactor = Redactor.For(new PrometheusSourceDefinition("main") { Url = new Uri("http://host"), Headers = headers });
        Assert.Equal("rentals may not use •••", redactor.Redact("rentals may not use k3y"));
    }
}
