using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class HostNamesTests
{
    [Theory]
    [InlineData("", "localhost", true)]
    [InlineData("", "LOCALHOST", true)]
    [InlineData("", "127.0.0.1", true)]
    [InlineData("", "127.8.8.8", true)]
    [InlineData("", "[::1]", true)]
    [InlineData("", "10.0.0.9", true)]
    [InlineData("", "10.0.0.8", false)]
    [InlineData("", "", false)]
    [InlineData("", "evil.example", false)]
    [InlineData("", "localhost.evil.example", false)]
    [InlineData("", "127.0.0.1.evil.example", false)]
    [InlineData("board.example.org", "Board.Example.org", true)]
    [InlineData("board.example.org", "board.example.org.", true)]
    [InlineData("board.example.org", "a.board.example.org", false)]
    [InlineData("*.example.org", "a.b.example.org", true)]
    [InlineData("*.example.org", "example.org", false)]
    [InlineData("*.example.org", "evilexample.org", false)]
    [InlineData("a.example b.example", "b.example", true)]
    [InlineData("*", "anything.example", true)]
    public void A_name_is_ours_when_it_was_set_or_leads_to_this_machine_for_sure(string set, string asked, bool isOurs) =>
        Assert.Equal(isOurs, HostNames.Allows([.. set.Split(' ', StringSplitOptions.RemoveEmptyEntries)], asked, IPAddress.Parse("::ffff:10.0.0.9")));

    [Fact]
    public void The_names_we_listen_at_are_ours_and_a_star_is_none() =>
        Assert.Equal("board.example.org 10.0.0.1 ::1", string.Join(' ', HostNames.In(["https://board.example.org:8443", "http://10.0.0.1", "http://[::1]:80", "http://*:80", "http://+:81"])));

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    [InlineData("/api/v1/board")]
    [InlineData("/lib/mission.css")]
    [InlineData("/_blazor")]
    public async Task Asked_for_by_another_name_nothing_is_answered_but_a_problem(string address)
    {
        await using var app = await GuardedApp.StartAsync("Production");
        using var client = app.From("127.0.0.1");
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "evil.example:5080" } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Equal(400, JsonSerializer.Deserialize<JsonElement>(said).GetProperty("status").GetInt32());
        Assert.DoesNotContain("evil", said, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task The_names_that_are_set_are_answered_and_this_machine_still_is()
    {
        await using var app = await GuardedApp.StartAsync("Production", ["--MissionControl:Hosts", "board.example.org *.rentals.example"]);
        using var client = app.From("127.0.0.1");
        foreach (var (host, status) in ImmutableArray.Create(("board.example.org", 200), ("eu.rentals.example:443", 200), ("localhost", 200), ("other.example", 400)))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz/live") { Headers = { Host = host } };
            using var answer = await client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }
}
