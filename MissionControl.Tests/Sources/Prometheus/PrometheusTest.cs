using System.Collections.Concurrent;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Prometheus;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Sources.Prometheus;

/// <summary>A source in front of a fake Prometheus.</summary>
public abstract class PrometheusTest : IAsyncLifetime
{
    private readonly List<PrometheusSource> _sources = [];

    internal FakePrometheus Fake { get; private set; } = null!;

    protected ManualTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1795228460));

    private protected ListLogger Log { get; } = new();

    private protected PrometheusSourceDefinition Definition => new("main") { Url = Fake.Url };

    public async Task InitializeAsync() => Fake = await FakePrometheus.StartAsync(Clock);

    public async Task DisposeAsync()
    {
        foreach (var source in _sources)
            source.Dispose();
        await Fake.DisposeAsync();
    }

    private protected PrometheusSource Source() => Source(Definition);

    private protected PrometheusSource Source(PrometheusSourceDefinition definition) => Source(definition, Clock);

    private protected PrometheusSource Source(PrometheusSourceDefinition definition, HttpMessageHandler handler) => Source(definition, Clock, handler);

    private protected PrometheusSource Source(PrometheusSourceDefinition definition, TimeProvider time) => Source(definition, time, null);

    private PrometheusSource Source(PrometheusSourceDefinition definition, TimeProvider time, HttpMessageHandler? handler)
    {
        var source = new PrometheusSource(definition, new PrometheusParts(definition.Id, time, Log, () => 0), handler);
        _sources.Add(source);
        return source;
    }

    /// <summary>What the fake's answer becomes.</summary>
    protected Task<Reading> ReadAsync(Bpm bpm) => ReadAsync(Source(), bpm);

    protected static async Task<Reading> ReadAsync(ISampleSource source, Bpm bpm)
    {
        var readings = new ConcurrentQueue<Reading>();
        await source.ReadLatestAsync([bpm], (_, reading) => readings.Enqueue(reading), CancellationToken.None);
        return Assert.Single(readings);
    }

    protected static Bpm ValueOf(string query) => Of(BpmKind.Value, new BpmQuery(query));

    protected static Bpm RatioOf(string numerator, string denominator) => Of(BpmKind.Ratio, new BpmQuery(numerator, denominator));

    protected static Bpm FreshnessOf(string query) => Of(BpmKind.Freshness, new BpmQuery(query));

    // The interval leaves no time for a second try, so that what is sent is what is asked.
    private static Bpm Of(BpmKind kind, BpmQuery query) => new()
    {
        Id = query.Value,
        Name = query.Value,
        Means = "A number for a test.",
        Kind = kind,
        Source = "main",
        Query = query,
        Interval = TimeSpan.FromMilliseconds(500),
        Band = new BandPolicy.Fixed(0, null),
    };
}
