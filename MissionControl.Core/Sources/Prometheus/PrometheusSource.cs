using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>
/// Samples from a Prometheus, or anything with its HTTP API (Thanos, Mimir, VictoriaMetrics). Thread-safe; readings may be
/// reported from several threads at once. Calls the host of its definition and no other.
/// </summary>
public sealed class PrometheusSource : ISampleSource, IDisposable
{
    private readonly PrometheusSourceDefinition _definition;
    private readonly TimeProvider _time;
    private readonly PrometheusClient _client;
    private readonly PrometheusResilience _resilience;
    private readonly PrometheusLanes _lanes;

    // Ids of BPMs whose last answer took more than half of the time allowed; the bool says nothing.
    private readonly ConcurrentDictionary<string, bool> _slow = new(StringComparer.Ordinal);

    public PrometheusSource(PrometheusSourceDefinition definition, TimeProvider time, ILogger logger)
        : this(definition, new PrometheusParts(definition.Id, time, logger, System.Random.Shared.NextDouble), null)
    {
    }

    /// <param name="handler">Instead of sockets; owned by the source from here on.</param>
    internal PrometheusSource(PrometheusSourceDefinition definition, PrometheusParts parts, HttpMessageHandler? handler)
    {
        _definition = definition;
        _time = parts.Time;
        _client = new PrometheusClient(definition, parts.Time, handler);
        _resilience = new PrometheusResilience(_client, definition.Timeout, parts);
        _lanes = new PrometheusLanes(definition.Concurrency);
    }

    public string Id => _definition.Id;

    public Task ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken) =>
        Task.WhenAll(due.Select(async bpm => report(bpm, await ReadOneAsync(bpm, cancellationToken))));

    public async Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken)
    {
        if (window.Step <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(window), window, "The step must be positive.");
        if (PrometheusStretch.CountPoints(window) is > PrometheusStretch.MostPointsAltogether and var points)
            return History.Of(new Failure(FailureKind.BadQuery, $"That would be {points:N0} points; at most {PrometheusStretch.MostPointsAltogether:N0} are read at once. Ask for a shorter time or a longer step."));
        var values = await ReadRangeAsync(bpm.Query.Value, window, cancellationToken);
        if (values.Failure is { } failure)
            return History.Of(failure);
        if (bpm.Kind != BpmKind.Ratio)
            return PrometheusKinds.ReadValues(bpm, values.Points) with { Warning = values.Warning };
        var denominators = await ReadRangeAsync(bpm.Query.Denominator!, window, cancellationToken);
        return denominators.Failure is { } other
            ? History.Of(other)
            : PrometheusKinds.ReadRatios(values.Points, denominators.Points) with { Warning = PrometheusKinds.Join(values.Warning, denominators.Warning) };
    }

    public void Dispose() => _client.Dispose();

    private async Task<Reading> ReadOneAsync(Bpm bpm, CancellationToken cancellationToken)
    {
        using var slot = await (_slow.ContainsKey(bpm.Id) ? _lanes.EnterSlowAsync(cancellationToken) : _lanes.EnterQuickAsync(cancellationToken));
        var started = _time.GetTimestamp();
        var reading = bpm.Kind == BpmKind.Ratio
            ? await ReadRatioAsync(bpm, cancellationToken)
            : PrometheusKinds.ReadValue(bpm, await AskNowAsync(bpm, bpm.Query.Value, _time.GetUtcNow(), cancellationToken));
        Remember(bpm, reading, _time.GetElapsedTime(started));
        return reading;
    }

    // Two queries at the same moment, so that both count the same events.
    private async Task<Reading> ReadRatioAsync(Bpm bpm, CancellationToken cancellationToken)
    {
        var at = _time.GetUtcNow();
        var denominator = await AskNowAsync(bpm, bpm.Query.Denominator!, at, cancellationToken);
        return PrometheusKinds.ReadDenominator(denominator)
            ?? PrometheusKinds.ReadRatio(denominator.Points[0], await AskNowAsync(bpm, bpm.Query.Value, at, cancellationToken), denominator.Warning);
    }

    private Task<PrometheusAnswer> AskNowAsync(Bpm bpm, string query, DateTimeOffset at, CancellationToken cancellationToken) =>
        _resilience.AskAsync(PrometheusRequest.Instant(query, at, _definition.Timeout), at + bpm.Interval, cancellationToken);

    private async Task<PrometheusAnswer> ReadRangeAsync(string query, Window window, CancellationToken cancellationToken)
    {
        var points = ImmutableArray.CreateBuilder<Point>();
        string? warning = null;
        foreach (var stretch in PrometheusStretch.Split(window))
        {
            // A slot per request: a long history lets others in between.
            using var slot = await _lanes.EnterHistoryAsync(cancellationToken);
            var answer = await _resilience.AskAsync(PrometheusRequest.Range(query, stretch, _definition.Timeout), DateTimeOffset.MaxValue, cancellationToken);
            if (answer.Failure is not null)
                return answer;
            points.AddRange(answer.Points);
            warning = PrometheusKinds.Join(warning, answer.Warning);
        }

        return new PrometheusAnswer(points.DrainToImmutable(), Warning: warning);
    }

    private void Remember(Bpm bpm, Reading reading, TimeSpan took)
    {
        if (reading.Failure?.Kind == FailureKind.CircuitOpen)
            return;
        if (took > _definition.Timeout / 2 || reading.Failure?.Kind == FailureKind.Timeout)
            _slow[bpm.Id] = true;
        else
            _slow.TryRemove(bpm.Id, out _);
    }
}
