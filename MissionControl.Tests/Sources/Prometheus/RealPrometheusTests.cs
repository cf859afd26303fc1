using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Sources.Prometheus;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Prometheus;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>The promises about a real Prometheus, in real time.</summary>
[Collection(RealPrometheus.Name)]
public sealed class RealPrometheusTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PrometheusServer _server;
    private readonly PrometheusSource _source;
    private readonly ListLogger _log = new();

    public RealPrometheusTests(PrometheusServer server)
    {
        _server = server;
        _source = new PrometheusSource(server.Definition, server.Time, _log);
    }

    private static Bpm SignIns { get; } = new()
    {
        Id = "sign-in-success",
        Name = "Sign-in success",
        Means = "Of those who open the sign-in page, the share that reaches the dashboard.",
        Kind = BpmKind.Ratio,
        Source = "main",
        Query = new BpmQuery("sum(increase(dashboard_first_view_total[5m]))", "sum(increase(sign_in_page_view_total[5m]))"),
        Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
    };

    public void Dispose() => _source.Dispose();

    [Fact]
    public async Task About_seventy_per_cent_of_sign_ins_succeed_across_the_seam_of_history_and_exporter()
    {
        var sample = (await ReadAsync(SignIns)).Sample!.Value;
        Assert.InRange(sample.Value, 0.6, 0.8);
        Assert.InRange(sample.Volume!.Value, 50, double.MaxValue);
        Assert.InRange((_server.Time.GetUtcNow() - sample.At).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task When_sign_ins_fail_the_ratio_drops_with_the_next_scrape_and_recovers()
    {
        _server.Exporter.Burst(signInPages: 5_000, firstViews: 500);
        await _server.UntilAsync(async () => (await ReadAsync(SignIns)).Sample?.Value < 0.4, "The ratio drops", Patience);
        _server.Exporter.Burst(signInPages: 50_000, firstViews: 35_000);
        await _server.UntilAsync(async () => (await ReadAsync(SignIns)).Sample?.Value > 0.6, "The ratio recovers", Patience);
    }

    [Fact]
    public async Task The_age_of_the_last_sync_is_known()
    {
        var bpm = SignIns with { Kind = BpmKind.Freshness, Query = new BpmQuery("max(sync_last_success_timestamp_seconds)") };
        var sample = (await ReadAsync(bpm)).Sample!.Value;
        Assert.InRange(sample.Value, 0, 3_660);
    }

    [Fact]
    public async Task Five_weeks_at_thirty_seconds_come_whole_and_in_order_although_one_request_may_not_ask_for_them()
    {
        var to = _server.HistoryEnd;
        var window = new Window(to.AddDays(-35), to, TimeSpan.FromSeconds(30));
        var history = await _source.ReadHistoryAsync(SignIns, window, CancellationToken.None);
        Assert.Null(history.Failure);
        Assert.Equal(100_801, history.Samples.Length);
        Assert.Equal((window.From, window.To), (history.Samples[0].At, history.Samples[^1].At));
        Assert.All(history.Samples.Zip(history.Samples.Skip(1)), pair => Assert.Equal(window.Step, pair.Second.At - pair.First.At));
        Assert.InRange(history.Samples.Average(sample => sample.Value), 0.68, 0.72);
    }

    [Fact]
    public async Task A_wrong_query_is_refused_in_the_words_of_Prometheus()
    {
        var failure = (await ReadAsync(SignIns with { Kind = BpmKind.Value, Query = new BpmQuery("sum(rate(x[5m])") })).Failure;
        Assert.Equal(FailureKind.BadQuery, failure?.Kind);
        Assert.Contains("parse error: unclosed left parenthesis", failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_cannot_be_executed_is_refused()
    {
        var failure = (await ReadAsync(SignIns with { Kind = BpmKind.Value, Query = new BpmQuery("scrape_samples_scraped * on () {__name__=~\".+_total\"}") })).Failure;
        Assert.Equal(FailureKind.BadQuery, failure?.Kind);
    }

    [Fact]
    public async Task An_unknown_metric_is_nothing_and_not_zero()
    {
        var failure = (await ReadAsync(SignIns with { Kind = BpmKind.Value, Query = new BpmQuery("sum(no_such_metric)") })).Failure;
        Assert.Equal(new Failure(FailureKind.NoData, "The query answers nothing at the moment; nothing is not zero."), failure);
    }

    [Fact]
    public async Task Several_series_are_explained_with_examples()
    {
        var failure = (await ReadAsync(SignIns with { Kind = BpmKind.Value, Query = new BpmQuery("{job=\"rentals\", __name__=~\".+_total\"}") })).Failure;
        Assert.Equal(FailureKind.BadAnswer, failure?.Kind);
        Assert.StartsWith("The query answers 3 series where one is needed, for example {__name__=\"dashboard_first_view_total\"", failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_divided_by_zero_is_not_a_number()
    {
        var failure = (await ReadAsync(SignIns with { Kind = BpmKind.Value, Query = new BpmQuery("vector(0) / vector(0)") })).Failure;
        Assert.Equal(new Failure(FailureKind.BadAnswer, "The query is not a number (NaN); mostly that is 0 divided by 0."), failure);
    }

    [Fact]
    public async Task A_killed_Prometheus_is_unreachable_then_left_alone_and_found_again_after_its_restart()
    {
        Assert.NotNull((await ReadAsync(SignIns)).Sample);
        await _server.KillAsync();
        try
        {
            var first = (await ReadAsync(SignIns)).Failure;
            Assert.Equal(new Failure(FailureKind.Unreachable, $"Nobody answers at {_server.Url.Authority} (Connection refused)."), first);
            await _server.UntilAsync(async () => (await ReadAsync(SignIns)).Failure?.Kind == FailureKind.CircuitOpen, "The circuit opens", Patience);
        }
        finally
        {
            await _server.RestartAsync();
        }

        await _server.UntilAsync(async () => (await ReadAsync(SignIns)).Sample is not null, "A sample comes again", Patience);
        Assert.Equal("Source main answers again", _log.Lines.Last());
    }

    private async Task<Reading> ReadAsync(Bpm bpm)
    {
        Reading? read = null;
        await _source.ReadLatestAsync([bpm], (_, reading) => read = reading, CancellationToken.None);
        return read!.Value;
    }
}
