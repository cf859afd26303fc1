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
