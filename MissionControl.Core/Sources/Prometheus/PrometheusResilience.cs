using MissionControl.Core.Bpms.Sampling;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>
/// The one place that decides about time limits, second tries and leaving a source alone. From outside in: the pause the source
/// itself asked for (Retry-After), one retry with backoff and jitter, the circuit breaker, the time limit of one answer. Only failures of the source as a whole count: a
/// wrong query never opens the circuit for the others.
/// </summary>
internal sealed partial class PrometheusResilience
{
    private const int FailuresToOpen = 5;
    // Not half: a few hanging queries beside good ones are no reason to leave the source alone.
    private const double FailedShareToOpen = 0.8;
    private static readonly TimeSpan FailuresWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(60);
    // A mistaken "come back tomorrow" does not make the board blind until then.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);
    private static readonly ResiliencePropertyKey<DateTimeOffset> LastTry = new("last-try");

    private readonly PrometheusClient _client;
    private readonly ResiliencePipeline<PrometheusAnswer> _pipeline;
    private readonly PrometheusParts _parts;
    private readonly TimeSpan _timeout;
    private volatile Opening? _lastOpening;
    private volatile Opening? _pause;

    public PrometheusResilience(PrometheusClient client, TimeSpan timeout, PrometheusParts parts)
    {
        (_client, _timeout, _parts) = (client, timeout, parts);
        _pipeline = new ResiliencePipelineBuilder<PrometheusAnswer> { TimeProvider = parts.Time }
            .AddRetry(CreateRetry())
            .AddCircuitBreaker(CreateBreaker())
            .AddTimeout(timeout)
            .Build();
    }

    /// <param name="lastTry">After this a failed request is not tried again.</param>
    public async Task<PrometheusAnswer> AskAsync(PrometheusRequest request, DateTimeOffset lastTry, CancellationToken cancellationToken)
    {
        var started = _parts.Time.GetTimestamp();
        var answer = Pausing() ?? Heed(await RunAsync(request, lastTry, cancellationToken));
        SourceMetrics.Record(_parts.SourceId, answer.Failure, _parts.Time.GetElapsedTime(started));
        return answer;
    }

    private async Task<PrometheusAnswer> RunAsync(PrometheusRequest request, DateTimeOffset lastTry, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(LastTry, lastTry);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state._client.PostAsync(state.request, context.CancellationToken),
                context,
                (_client, request));
        }
        catch (TimeoutRejectedException)
        {
            return PrometheusAnswer.Failed(FailureKind.Timeout, NoAnswerInTime());
        }
        catch (BrokenCircuitException)
        {
            return LeftAlone();
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private PrometheusAnswer? Pausing() => _pause is { } pause && pause.Until - _parts.Time.GetUtcNow() is var left && left > TimeSpan.Zero
        ? new([], new Failure(FailureKind.CircuitOpen, $"Left alone until {pause.Until:HH:mm:ss} UTC, as the source asked. Its words: {pause.Cause}", left))
        : null;

    // Answers already under way may ask for other times: the last one heard holds.
    private PrometheusAnswer Heed(PrometheusAnswer answer)
    {
        if (answer.Failure is { RetryAfter: { } wait } failure && (answer.IsDown || failure.Kind is FailureKind.RateLimited))
            _pause = new Opening(_parts.Time.GetUtcNow() + (wait < LongestPause ? wait : LongestPause), failure.Detail);
        return answer;
    }

    private RetryStrategyOptions<PrometheusAnswer> CreateRetry() => new()
    {
        MaxRetryAttempts = 1,
        BackoffType = DelayBackoffType.Exponential,
        Delay = FirstRetry,
        MaxDelay = LongestRetry,
        UseJitter = true,
        Randomizer = _parts.Random,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Result is { IsDown: true, Failure.RetryAfter: null }
            && arguments.Context.Properties.TryGetValue(LastTry, out var last)
            && _parts.Time.GetUtcNow() + LongestRetry <= last),
    };

    private CircuitBreakerStrategyOptions<PrometheusAnswer> CreateBreaker() => new()
    {
        FailureRatio = FailedShareToOpen,
        MinimumThroughput = FailuresToOpen,
        SamplingDuration = FailuresWithin,
        BreakDurationGenerator = arguments => ValueTask.FromResult(BreakAfter(arguments.HalfOpenAttempts)),
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is TimeoutRejectedException || arguments.Outcome.Result is { IsDown: true }),
        OnOpened = arguments =>
        {
            var cause = arguments.Outcome.Result?.Failure?.Detail ?? NoAnswerInTime();
            _lastOpening = new Opening(_parts.Time.GetUtcNow() + arguments.BreakDuration, cause);
            LogCircuitOpened(_parts.Logger, _parts.SourceId, arguments.BreakDuration, cause);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            LogCircuitClosed(_parts.Logger, _parts.SourceId);
            return ValueTask.CompletedTask;
        },
    };

    // 5, 10, 20, 40, 60, 60 … s
    private static TimeSpan BreakAfter(int failedProbes) =>
        failedProbes >= 4 ? LongestBreak : FirstBreak * Math.Pow(2, failedProbes);

    private PrometheusAnswer LeftAlone()
    {
        var left = _lastOpening is { } opening ? opening.Until - _parts.Time.GetUtcNow() : TimeSpan.Zero;
        var plan = left > TimeSpan.Zero ? $"until {_lastOpening!.Until:HH:mm:ss} UTC" : "while one query tries whether it is back";
        return new([], new Failure(FailureKind.CircuitOpen, $"Left alone {plan} after repeated failures. The last one: {_lastOpening?.Cause}", left > TimeSpan.Zero ? left : null));
    }

    private string NoAnswerInTime() => $"No answer within {_timeout.TotalSeconds:0.#} s.";

    private sealed record Opening(DateTimeOffset Until, string Cause);
}

/// <summary>What the parts of one source share.</summary>
/// <param name="Random">0 to 1, for the jitter of retries.</param>
internal sealed record PrometheusParts(string SourceId, TimeProvider Time, Microsoft.Extensions.Logging.ILogger Logger, Func<double> Random);
