using System.Globalization;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources.Prometheus;

namespace MissionControl.Tests.Sources.Prometheus;

public sealed class PrometheusHistoryTests : PrometheusTest
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1795000000);
    private static readonly Window Short = new(Start, Start.AddSeconds(120), TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    [InlineData(20_000)]
    [InlineData(25_321)]
    public void A_window_is_split_without_gaps_or_doubles(int points)
    {
        var window = new Window(Start, Start.AddSeconds(30 * (points - 1)), TimeSpan.FromSeconds(30));
        var stretches = PrometheusStretch.Split(window).ToList();
        var asked = stretches.SelectMany(stretch => Enumerable
            .Range(0, (int)((stretch.To - stretch.From) / stretch.Step) + 1)
            .Select(index => stretch.From + (index * stretch.Step))).ToList();
        Assert.Equal(Enumerable.Range(0, points).Select(index => Start.AddSeconds(30 * index)), asked);
        Assert.All(stretches, stretch => Assert.InRange((stretch.To - stretch.From) / stretch.Step, 0, 9_999));
    }

    [Fact]
    public async Task A_window_of_the_wrong_way_round_is_empty()
    {
        var history = await Source().ReadHistoryAsync(ValueOf("x"), new Window(Start, Start.AddDays(-1), TimeSpan.FromMinutes(1)), CancellationToken.None);
        Assert.Equal((0, null), (history.Samples.Length, history.Failure));
        Assert.Empty(Fake.Requests);
    }

    [Fact]
    public async Task An_absurd_window_is_refused_without_asking()
    {
        var history = await Source().ReadHistoryAsync(ValueOf("x"), new Window(Start.AddYears(-50), Start, TimeSpan.FromSeconds(1)), CancellationToken.None);
        Assert.Equal(FailureKind.BadQuery, history.Failure?.Kind);
        Assert.Empty(Fake.Requests);
    }

    [Fact]
    public async Task A_range_is_asked_with_both_ends_and_its_step()
    {
        Fake.Answers(Matrix((0, "1")));
        await Source().ReadHistoryAsync(ValueOf("x"), Short, CancellationToken.None);
        var asked = Assert.Single(Fake.Requests);
        Assert.Equal(
            ("/api/v1/query_range", "x", "1795000000.000", "1795000120.000", "60", "9000ms"),
            (asked.Path, asked.Query, asked.Form["start"], asked.Form["end"], asked.Form["step"], asked.Form["timeout"]));
    }

    [Fact]
    public async Task Points_that_are_not_finite_are_left_out()
    {
        Fake.Answers(Matrix((0, "1"), (60, "NaN"), (120, "+Inf")));
        var history = await Source().ReadHistoryAsync(ValueOf("x"), Short, CancellationToken.None);
        Assert.Equal([new Sample(Start, 1)], history.Samples.AsEnumerable());
    }

    [Fact]
    public async Task A_ratio_in_the_past_follows_the_rules_of_the_present()
    {
        Fake.Script = (asked, response) => FakePrometheus.Write(response, 200, "application/json", asked.Query == "den"
            ? Matrix((-60, "40"), (0, "40"), (60, "0"), (120, "40"), (180, "40"), (240, "40"))
            : Matrix((0, "30"), (60, "0"), (120, "40.4"), (180, "80")));
        var history = await Source().ReadHistoryAsync(RatioOf("num", "den"), Short, CancellationToken.None);
        Assert.Equal(
            [
                new Sample(Start, 0.75, 40),
                new Sample(Start.AddSeconds(60), 0, 0),
                new Sample(Start.AddSeconds(120), 1, 40),
                new Sample(Start.AddSeconds(240), 0, 40),
            ],
            history.Samples.AsEnumerable());
    }

    [Fact]
    public async Task Warnings_about_any_part_of_a_range_are_kept_once_each()
    {
        Fake.Script = (asked, response) => FakePrometheus.Write(response, 200, "application/json", Warning(asked.Query == "den" ? "store b is down" : "store a is slow"));
        var ratio = await Source().ReadHistoryAsync(RatioOf("num", "den"), Short, CancellationToken.None);
        Assert.Equal("store a is slow; store b is down", ratio.Warning);

        Fake.Requests.Clear();
        var inTwoRequests = Short with { To = Start.AddSeconds(60 * 15_000) };
        var value = await Source().ReadHistoryAsync(ValueOf("x"), inTwoRequests, CancellationToken.None);
        Assert.Equal((2, "store a is slow"), (Fake.Requests.Count, value.Warning));
    }

    [Fact]
    public async Task Freshness_in_the_past_is_the_age_at_each_moment()
    {
        Fake.Answers(Matrix((0, "1794999000"), (60, "1794999000"), (120, "1799999999")));
        var history = await Source().ReadHistoryAsync(FreshnessOf("x"), Short, CancellationToken.None);
        Assert.Equal([new Sample(Start, 1000), new Sample(Start.AddSeconds(60), 1060)], history.Samples.AsEnumerable());
    }

    [Fact]
    public async Task A_refused_range_is_a_failure_without_samples()
    {
        Fake.Answers(400, "application/json", """{"status":"error","errorType":"bad_data","error":"parse error"}""");
        var history = await Source().ReadHistoryAsync(ValueOf("x"), Short, CancellationToken.None);
        Assert.Equal(new Failure(FailureKind.BadQuery, "Prometheus refuses the query: parse error"), history.Failure);
        Assert.Empty(history.Samples);
    }

    private static string Warning(string words) =>
        $$$"""{"status":"success","warnings":["{{{words}}}"],"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1795000000,"1"]]}]}}""";

    private static string Matrix(params (int Seconds, string Value)[] points)
    {
        var values = points.Select(point => string.Create(CultureInfo.InvariantCulture, $"[{1795000000 + point.Seconds},\"{point.Value}\"]"));
        return $$$"""{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[{{{string.Join(',', values)}}}]}]}}""";
    }
}
