using System.Net;
using System.Text.Json.Nodes;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Calendars;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Api;

public sealed class HistoryEndpointsTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private DrillApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await DrillApp.StartAsync();
        _client.BaseAddress = _app.Address;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task History_has_the_shape_that_others_rely_on()
    {
        var answer = await Read("/api/v1/bpms/sign-in-success/history?range=24h");
        Assert.Equal(("sign-in-success", 120.0), ((string)answer["id"]!, (double)answer["step"]!));
        var point = answer["points"]!.AsArray().First(point => (string?)point!["state"] == "Off")!.AsObject();
        Assert.Equal(["at", "value", "volume", "lower", "expected", "upper", "state"], point.Select(field => field.Key));
        Assert.Equal((0.41, 480.0, 0.62, null, 0.78), ((double)point["value"]!, (double)point["volume"]!, (double)point["lower"]!, (double?)point["expected"], (double)point["upper"]!));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", (string)point["at"]!);
    }

    [Fact]
    public async Task A_gap_is_null_and_not_a_line_through_it()
    {
        var answer = await Read("/api/v1/bpms/sign-in-success/history?range=24h");
        Assert.InRange(answer["points"]!.AsArray().Count(point => point!["value"] is null), 25, 35);
    }

    [Fact]
    public async Task A_free_range_keeps_its_ends()
    {
        var answer = await Read($"/api/v1/bpms/sign-in-success/history?from={Iso(_app.Now.AddHours(-4))}&to={Iso(_app.Now.AddHours(-1))}");
        var points = answer["points"]!.AsArray();
        Assert.InRange(DateTimeOffset.Parse((string)points[0]!["at"]!), _app.Now.AddHours(-4), _app.Now.AddHours(-3.9));
        Assert.InRange(DateTimeOffset.Parse((string)points[^1]!["at"]!), _app.Now.AddHours(-1.1), _app.Now.AddHours(-1));
    }

    [Fact]
    public async Task Every_bad_field_is_named_at_once()
    {
        using var answer = await _client.GetAsync("/api/v1/bpms/sign-in-success/history?range=forever&to=3000-01-01T00:00:00Z");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(["range", "to"], problem["errors"]!.AsObject().Select(field => field.Key).Order());
    }

    [Fact]
    public async Task An_unknown_bpm_is_a_404_with_near_names()
    {
        using var answer = await _client.GetAsync("/api/v1/bpms/sign-in-sucess/history");
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("did you mean 'sign-in-success'?", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_csv_holds_the_same_points()
    {
        var question = $"?range=24h&to={Iso(_app.Now)}";
        var points = (await Read("/api/v1/bpms/sign-in-success/history" + question))["points"]!.AsArray();
        using var answer = await _client.GetAsync("/api/v1/bpms/sign-in-success/history.csv" + question);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,value,volume,lower,expected,upper,state,stretch", lines[0]);
        Assert.Equal(points.Select(point => string.Join(',', point!.AsObject().Select(field => field.Value?.ToString() ?? "")) + ","), lines[1..]);
        Assert.Matches(@"^sign-in-success-24h-\d{8}T\d{6}Z\.csv$", answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName!);
        Assert.DoesNotMatch(@"(^|,)[=+@\t]", string.Join('\n', lines));
    }

    [Fact]
    public async Task Declared_stretches_of_the_range_come_along_and_mark_the_points_of_the_csv()
    {
        var from = _app.Now.AddHours(-2);
        await DeclareAsync(StretchKind.Outage, "sign-in-success", from, from.AddHours(1), "=cold cache");
        await DeclareAsync(StretchKind.Campaign, null, from, from.AddHours(1), "");
        await DeclareAsync(StretchKind.Maintenance, "another-metric", from, from.AddHours(1), "");
        await DeclareAsync(StretchKind.BankHoliday, null, _app.Now.AddHours(1), _app.Now.AddHours(2), "");
        var question = $"?range=3h&to={Iso(_app.Now)}";
        var stretches = (await Read("/api/v1/bpms/sign-in-success/history" + question))["stretches"]!.AsArray();
        Assert.Equal(["Outage", "Campaign"], stretches.Select(stretch => (string)stretch!["kind"]!));
        Assert.Equal(
            [("from", Iso(from)), ("to", Iso(from.AddHours(1))), ("kind", "Outage"), ("words", "=cold cache")],
            stretches[0]!.AsObject().Select(field => (field.Key, (string)field.Value!)));
        var csv = await _client.GetStringAsync("/api/v1/bpms/sign-in-success/history.csv" + question);
        Assert.InRange(csv.Split("\r\n").Count(line => line.EndsWith(",Outage Campaign", StringComparison.Ordinal)), 55, 61);
        Assert.DoesNotContain("cold", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_source_is_a_note_and_with_nothing_shown_a_503()
    {
        _app.Source.Failure = new(FailureKind.Timeout, "no answer within 10 s");
        Assert.Contains("The source does not answer", (string)(await Read("/api/v1/bpms/sign-in-success/history?range=3h"))["note"]!, StringComparison.Ordinal);
        using var answer = await _client.GetAsync($"/api/v1/bpms/sign-in-success/history?range=3h&to={Iso(_app.Now.AddDays(-2))}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private async Task DeclareAsync(StretchKind kind, string? bpm, DateTimeOffset from, DateTimeOffset to, string words) => Assert.Empty(
        (await _app.Stretches.DeclareAsync(new() { Kind = kind, Bpm = bpm, From = from, To = to, Words = words }, default)).Problems);

    private async Task<JsonNode> Read(string address) => JsonNode.Parse(await _client.GetStringAsync(address))!;

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
