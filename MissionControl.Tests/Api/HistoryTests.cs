using System.Net;
using System.Text.Json;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

/// <summary>The past of a BPM as the real app answers it.</summary>
public sealed class HistoryTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task Points_carry_value_volume_and_band_and_the_week_before_lies_under_them()
    {
        var history = await ReadAsync("/api/v1/bpms/sign-in-success/history?range=24h&to=2026-11-20T12:00:00Z");
        Assert.Equal("sign-in-success", history.GetProperty("id").GetString());
        Assert.Equal(120, history.GetProperty("step").GetDouble());
        var points = history.GetProperty("points");
        Assert.InRange(points.GetArrayLength(), 700, 721);
        Assert.EndsWith("Z", points[0].GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.InRange(points[0].GetProperty("value").GetDouble(), 0, 1);
        Assert.True(history.GetProperty("ghost").GetArrayLength() > 700);
    }

    [Fact]
    public async Task The_file_holds_what_is_drawn()
    {
        const string range = "range=7d&to=2026-11-20T12:00:00Z";
        var points = (await ReadAsync($"/api/v1/bpms/sign-ups/history?{range}")).GetProperty("points");
        using var answer = await demo.Client.GetAsync(new Uri($"/api/v1/bpms/sign-ups/history.csv?{range}", UriKind.Relative));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("sign-ups-20261113T1200-20261120T1200.csv", answer.Content.Headers.ContentDisposition?.FileName);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,value,volume,lower,expected,upper,state", lines[0]);
        Assert.Equal(points.EnumerateArray().Select(static point => point.GetProperty("value").GetDouble()), lines.Skip(1).Select(static line => double.Parse(line.Split(',')[1])));
    }

    [Theory]
    [InlineData("range=9h", "range")]
    [InlineData("to=later", "to")]
    [InlineData("from=2026-11-20T12:00:00Z&to=2026-11-20T11:00:00Z", "from")]
    public async Task Absurd_ranges_are_a_problem_that_names_the_field(string query, string field)
    {
        using var answer = await demo.Client.GetAsync(new Uri($"/api/v1/bpms/sign-ups/history?{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task The_past_of_nothing_is_not_found_with_the_near_name()
    {
        using var answer = await demo.Client.GetAsync(new Uri("/api/v1/bpms/sign-up/history", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("did you mean 'sign-ups'?", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadAsync(string address) =>
        JsonDocument.Parse(await demo.Client.GetStringAsync(new Uri(address, UriKind.Relative))).RootElement;
}
