using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Tests.Account;

public sealed class PrincipalsTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData(null, null)]
    public void Somebody_is_told_by_their_claim_and_the_address_of_the_request(string? remote, string? from)
    {
        var context = new DefaultHttpContext { User = new(new ClaimsIdentity([new(Access.ActorClaim, "person:7")], "Test")) };
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        Assert.Equal(new("person:7", from), context.Actor());
    }

    [Fact]
    public void A_stranger_is_anonymous()
    {
        Assert.Equal(Actor.Anonymous, new DefaultHttpContext().Actor());
        Assert.Equal(Actor.Anonymous, new ClaimsPrincipal().Actor());
    }
}
