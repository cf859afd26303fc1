using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

/// <summary>The recorded health of the real app with the demo catalog.</summary>
public sealed class ServiceHealthEndpointsTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task What_was_recorded_is_told_with_its_reason_and_the_rule()
    {
        await Eventually.Holds(() => demo.App.Services.GetRequiredService<HealthFeed>().Current.Version > 0);
        var now = TimeProvider.System.GetUtcNow();
        var from = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddHours(-3);
        await demo.App.Services.GetRequiredService<IHealthStore>().SaveAsync(new(null, [new("identity", from, from.AddHours(1), Health.Degraded, "Disk full")], [], []), default);
        var answer = JsonElement.Parse(await demo.Client.GetStringAsync(Address("identity", "")));
        Assert.Equal(("identity", HealthTime.Rule), (answer.GetProperty("id").GetString(), answer.GetProperty("rule").GetString()));
        var span = answer.GetProperty("spans")[0];
        Assert.Equal((from, "Degraded", "Disk full"), (span.GetProperty("from").GetDateTimeOffset(), span.GetProperty("health").GetString(), span.GetProperty("words").GetString()));
        Assert.InRange(answer.GetProperty("days").GetArrayLength(), 2, 2);
        Assert.True(answer.GetProperty("time").GetProperty("noData").GetDouble() > 0);
    }

    [Fact]
    public async Task Days_reach_as_far_back_as_they_are_asked_for()
    {
        await Eventually.Holds(() => demo.App.Services.GetRequiredService<HealthFeed>().Current.Version > 0);
        var to = TimeProvider.System.GetUtcNow();
        var answer = JsonElement.Parse(await demo.Client.GetStringAsync(Address("identity", $"?from={to.AddDays(-89):yyyy-MM-dd'T'HH:mm:ss'Z'}")));
        Assert.InRange(answer.GetProperty("days").GetArrayLength(), 90, 91);
        var first = answer.GetProperty("days")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (first.GetProperty("worst").ValueKind, first.GetProperty("uptime").ValueKind));
    }

    [Fact]
    public async Task A_bad_range_and_an_unknown_service_are_explained()
    {
        using var bad = await demo.Client.GetAsync(Address("identity", "?from=yesterday&to=2999-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(["from", "to"], JsonElement.Parse(await bad.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateObject().Select(static error => error.Name).Order());
        using var unknown = await demo.Client.GetAsync(Address("identiti", ""));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("did you mean 'identity'", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/services", HttpStatusCode.OK, "Identity")]
    [InlineData("/services/identity", HttpStatusCode.OK, "When it was not operational")]
    [InlineData("/services/identiti", HttpStatusCode.NotFound, "Did you mean")]
    public async Task The_pages_are_there_before_any_script(string address, HttpStatusCode status, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await demo.Client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Uri Address(string service, string query) => new($"/api/v1/services/{service}/health{query}", UriKind.Relative);
}
