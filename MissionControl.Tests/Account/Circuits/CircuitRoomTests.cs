using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Account.Circuits;

namespace MissionControl.Tests.Account.Circuits;

public sealed class CircuitRoomTests
{
    [Theory]
    [InlineData("192.0.2.7", "address:192.0.2.7")]
    [InlineData("2001:db8::1:2:3:4", "address:20010DB800000000")]
    [InlineData(null, "address:local")]
    public void A_visitor_is_counted_by_address(string? from, string caller)
    {
        var claims = from is null ? [] : new[] { new Claim(Access.AddressClaim, from) };
        Assert.Equal(caller, CircuitRoom.CallerOf(new ClaimsPrincipal(new ClaimsIdentity([new(Access.ActorClaim, "visitor"), .. claims]))));
    }

    [Fact]
    public void A_wall_link_is_counted_by_itself_wherever_its_screens_hang() =>
        Assert.Equal("wall:7", CircuitRoom.CallerOf(new ClaimsPrincipal(new ClaimsIdentity(
            [new(Access.ActorClaim, "wall:7"), new(WallHandler.SecretClaim, "secret"), new(Access.AddressClaim, "192.0.2.7")]))));

    [Fact]
    public async Task A_connection_too_many_is_told_to_wait_and_gets_in_when_another_has_gone()
    {
        await using var app = await GuardedApp.StartAsync("Development", ["--MissionControl:Circuits:PerPerson", "1"]);
        using var first = new ClientWebSocket();
        await first.ConnectAsync(Line(app), default);
        using (var second = new ClientWebSocket())
        {
            second.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(Line(app), default));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, second.HttpStatusCode);
            Assert.Equal("60", second.HttpResponseHeaders!["Retry-After"].Single());
        }

        first.Abort();
        await Eventually.Holds(async () =>
        {
            using var third = new ClientWebSocket();
            try
            {
                await third.ConnectAsync(Line(app), default);
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task What_a_page_may_send_and_how_many_wait_for_their_line_is_limited()
    {
        await using var app = await GuardedApp.StartAsync("Development", ["--MissionControl:Circuits:Retained", "7"]);
        var services = app.App.Services;
        var hub = services.GetRequiredService<IOptionsMonitor<CircuitOptions>>().CurrentValue;
        Assert.Equal((7, CircuitLimits.Patience), (hub.DisconnectedCircuitMaxRetained, hub.DisconnectedCircuitRetentionPeriod));
        // The hub's own type is the framework's secret.
        var ofTheHub = typeof(HubOptions<>).MakeGenericType(typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!);
        var options = (HubOptions)typeof(IOptions<>).MakeGenericType(ofTheHub).GetProperty("Value")!.GetValue(services.GetRequiredService(typeof(IOptions<>).MakeGenericType(ofTheHub)))!;
        Assert.Equal((128 * 1024, 1), (options.MaximumReceiveMessageSize, options.MaximumParallelInvocationsPerClient));
    }

    private static Uri Line(GuardedApp app) => new($"ws://{app.Address.Authority}/_blazor");
}
