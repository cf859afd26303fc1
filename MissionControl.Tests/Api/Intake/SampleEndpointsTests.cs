using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Storage;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Api.Intake;

/// <summary>Pushing samples into the real app.</summary>
public sealed class SampleEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Catalog = """
        sources:
          - { id: app, pushed: {} }
          - { id: demo, demo: {} }
        bpms:
          - { id: sign-ups, name: Sign-ups, means: New renters., kind: rate, source: app, interval: 1m }
          - { id: basket, name: Basket, means: Money., kind: value, source: app, band: { kind: fixed, lower: 10, upper: 20 } }
          - { id: sync, name: Sync, means: Age., kind: freshness, source: app, band: { kind: fixed, upper: 7h } }
          - { id: asked, name: Asked, means: Asked., kind: value, source: demo, query: up }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder["catalog"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["catalog"], "a.yaml"), Catalog);
        _app = MissionApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development", "--MissionControl:Catalog", _folder["catalog"], "--MissionControl:Data", _folder["data"]]);
        await _app.Services.MigrateStorageAsync(default);
        // Three weeks before the start, so that there is something to learn from.
        await _app.Services.GetRequiredService<IPushedSampleStore>().SaveAsync(
            [.. Enumerable.Range(12, 21 * 288).Select(step => new PushedSample("sign-ups", new Sample(_now.AddMinutes(-5 * step), 200 + (step % 7))))], default);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.First());
        var token = await _app.Services.GetRequiredService<TokenBook>().IssueAsync(new("job", ["metrics:write"], null), Actor.System, default);
        _client.DefaultRequestHeaders.Authorization = new("Bearer", token.Issued!.Secret);
        await Eventually.Holds(() => Board.Tiles.Length == 4);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_pushed_is_on_the_board_at_once_and_learned_from_like_any_other()
    {
        var (status, answer) = await PushAsync(Sample("sign-ups", -1, 203));
        Assert.Equal((HttpStatusCode.OK, 1), (status, answer.GetProperty("taken").GetInt32()));
        await Eventually.Holds(() => Tile("sign-ups") is { State: TileState.Normal, Latest.Value: 203, Band.Lower: > 100 });
        var history = await _app.Services.GetRequiredService<IPushedSampleStore>().ReadAsync("sign-ups", _now.AddDays(-1), _now, default);
        Assert.Equal(203, history[^1].Value);
    }

    [Fact]
    public async Task Samples_that_come_late_and_twice_find_their_place()
    {
        await PushAsync(Sample("basket", -1, 15), Sample("basket", -3, 14));
        await Eventually.Holds(() => Tile("basket").Latest is { Value: 15 });
        await PushAsync(Sample("basket", -2, 30), Sample("basket", -1, 16));
        await Eventually.Holds(() => Tile("basket").Recent.Select(point => point.Value).SequenceEqual([14, 30, 16]));
        Assert.Equal(16, Tile("basket").Latest!.Value.Value);
    }

    [Fact]
    public async Task A_metric_that_was_never_fed_says_so()
    {
        await Eventually.Holds(() => Tile("basket").Problem is "nothing has been pushed yet; POST /api/v1/samples feeds it");
        Assert.Equal(TileState.Stale, Tile("basket").State);
    }

    [Fact]
    public async Task A_finished_job_is_fresh_at_once()
    {
        await PushAsync(Sample("sync", -30, 0));
        await Eventually.Holds(() => Tile("sync") is { State: TileState.Normal, Latest.Value: >= 1800 and < 1900 });
    }

    [Fact]
    public async Task All_are_taken_or_none()
    {
        var (status, problem) = await PushAsync(Sample("basket", -1, 15), Sample("baskets", -1, 15), Sample("asked", -1, 1), new { bpm = "basket", at = 5, value = "x", volume = 1, extra = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["[3].extra", "[3].at", "[3].value"], Fields(problem));
        (status, problem) = await PushAsync(Sample("basket", -1, 15), Sample("baskets", -1, 15), Sample("asked", -1, 1));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["[1].bpm", "[2].bpm"], Fields(problem));
        Assert.Equal("There is no BPM 'baskets'; did you mean 'basket'?", problem.GetProperty("errors").GetProperty("[1].bpm")[0].GetString());
        Assert.Equal("The BPM 'asked' is not pushed to: its source is 'demo', which is asked.", problem.GetProperty("errors").GetProperty("[2].bpm")[0].GetString());
        Assert.Null(await _app.Services.GetRequiredService<IPushedSampleStore>().ReadLatestAsync("basket", _now.AddDays(1), default));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[7]")]
    [InlineData("[{}]")]
    [InlineData("""[{"bpm":"\ud800","at":"x","value":1e999}]""")]
    [InlineData("""{"\udfff":1}""")]
    [InlineData("""[{"\udfff":1}]""")]
    public async Task Whatever_else_comes_is_a_400(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri("/api/v1/samples", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Another_scope_may_not_push()
    {
        var token = await _app.Services.GetRequiredService<TokenBook>().IssueAsync(new("deploys", ["changes:write"], null), Actor.System, default);
        _client.DefaultRequestHeaders.Authorization = new("Bearer", token.Issued!.Secret);
        Assert.Equal(HttpStatusCode.Forbidden, (await PushAsync(Sample("basket", -1, 15))).Status);
    }

    private BoardSnapshot Board => _app.Services.GetRequiredService<BoardFeed>().Current;

    private Tile Tile(string bpm) => Board.FindTile(bpm)!;

    private object Sample(string bpm, int minutes, double value) => new { bpm, at = _now.AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", null), value };

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(error => error.Name);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PushAsync(params object[] samples)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v1/samples", samples);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
