using System.Net;
using System.Text;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Prometheus.Rules;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Alerts;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>Alerts as a Prometheus's own rules say them, poll by poll.</summary>
public sealed class RuleWatchTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 36, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);
    private readonly RememberedAlerts _inbox = new();
    private readonly Answering _prometheus = new();
    private readonly RuleWatch _watch;

    public RuleWatchTests() => _watch = new(
        new PrometheusSourceDefinition("main") { Url = new("http://prom.example:9090"), RuleLabels = LabelSet.Of(("env", "lab")) }, null, _clock, _prometheus);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task What_fires_is_said_with_the_labels_of_the_source_and_holds_for_a_while()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing"), Alert("DiskFull2", "pending")));
        await PollAsync();
        var (batch, by) = Assert.Single(_inbox.Taken);
        Assert.Equal(("prometheus/main", "prom.example:9090", "system"), (batch.Intake, batch.Sender, by.Id));
        var signal = Assert.Single(batch.Signals);
        Assert.Equal("{alertname=\"DiskFull\", env=\"lab\", instance=\"db-1\"}", signal.Labels.ToString());
        // It began to hold at 02:34:12 and fires after a minute of it.
        Assert.Equal((true, new DateTimeOffset(2026, 11, 21, 2, 35, 12, TimeSpan.Zero).AddTicks(5686745), Start + RuleWatch.Holds, 0.91), (signal.IsFiring, signal.StartsAt, signal.EndsAt, signal.Values["value"]));
        Assert.Equal("/api/v1/rules?type=alert", _prometheus.Asked);
    }

    [Fact]
    public async Task What_is_not_there_any_more_is_over_and_said_so_once()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing")));
        await PollAsync();
        _prometheus.Body = Rules(Rule("DiskFull", "ok"));
        await PollAsync();
        await PollAsync();
        Assert.Equal([true, false], _inbox.Signals.Select(static signal => signal.IsFiring));
        Assert.Equal(Start.AddSeconds(30), _inbox.Signals.Last().EndsAt);
        Assert.Equal(_inbox.Signals.First().StartsAt, _inbox.Signals.Last().StartsAt);
    }

    [Theory]
    [InlineData(503, "Service Unavailable")]
    [InlineData(401, "no")]
    [InlineData(200, "<html/>")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"status":"error","errorType":"internal","error":"x"}""")]
    [InlineData(200, """{"status":"success","data":{"groups":"none"}}""")]
    public async Task A_poll_that_fails_changes_nothing(int status, string body)
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing")));
        await PollAsync();
        (_prometheus.Status, _prometheus.Body) = (status, body);
        await PollAsync();
        Assert.NotNull(_watch.Failure);
        Assert.Single(_inbox.Taken);
        (_prometheus.Status, _prometheus.Body) = (200, Rules());
        await PollAsync();
        Assert.Null(_watch.Failure);
        Assert.False(_inbox.Signals.Last().IsFiring);
    }

    [Fact]
    public async Task What_could_not_be_kept_is_said_again()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing")));
        await PollAsync();
        _prometheus.Body = Rules();
        _inbox.IsFull = true;
        await PollAsync();
        _inbox.IsFull = false;
        await PollAsync();
        Assert.Equal([true, false], _inbox.Signals.Select(static signal => signal.IsFiring));
    }

    [Fact]
    public async Task A_rule_that_was_not_judged_and_an_answer_with_gaps_end_nothing()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing")));
        await PollAsync();
        _prometheus.Body = Rules(Rule("DiskFull", "unknown"));
        await PollAsync();
        _prometheus.Body = Rules().Replace("\"status\"", "\"warnings\":[\"a store did not answer\"],\"status\"", StringComparison.Ordinal);
        await PollAsync();
        Assert.All(_inbox.Signals, static signal => Assert.True(signal.IsFiring));
        _prometheus.Body = Rules();
        await PollAsync();
        Assert.False(_inbox.Signals.Last().IsFiring);
    }

    [Fact]
    public async Task A_watch_with_other_settings_still_knows_what_fired()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", Alert("DiskFull", "firing")));
        await PollAsync();
        using var other = new Answering { Body = Rules() };
        using var next = new RuleWatch(_watch.Definition with { Timeout = TimeSpan.FromSeconds(3) }, _watch, _clock, other);
        await next.PollAsync(_inbox, default);
        Assert.False(_inbox.Signals.Last().IsFiring);
    }

    [Fact]
    public async Task More_than_a_message_holds_is_said_in_several()
    {
        _prometheus.Body = Rules(Rule("DiskFull", "ok", [.. Enumerable.Range(0, 1001).Select(static i => Alert($"A{i}", "firing"))]));
        await PollAsync();
        Assert.Equal([1000, 1], _inbox.Taken.Select(static taken => taken.Batch.Signals.Length));
    }

    private async Task PollAsync()
    {
        await _watch.PollAsync(_inbox, default);
        _clock.Advance(RulePoller.Every);
    }

    private static string Rules(params string[] rules) => $$$"""{"status":"success","data":{"groups":[{"name":"g","rules":[{{{string.Join(',', rules)}}}]}]}}""";

    private static string Rule(string name, string health, params string[] alerts) =>
        $$$"""{"type":"alerting","name":"{{{name}}}","duration":60,"health":"{{{health}}}","alerts":[{{{string.Join(',', alerts)}}}]}""";

    private static string Alert(string name, string state) =>
        $$$"""{"labels":{"alertname":"{{{name}}}","instance":"db-1"},"annotations":{"summary":"x"},"state":"{{{state}}}","activeAt":"2026-11-21T02:34:12.568674523Z","value":"9.1e-01"}""";

    private sealed class Answering : HttpMessageHandler
    {
        public int Status { get; set; } = 200;

        public string Body { get; set; } = "";

        public string? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri!.PathAndQuery;
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)Status) { Content = new StringContent(Body, Encoding.UTF8, "application/json") });
        }
    }
}
