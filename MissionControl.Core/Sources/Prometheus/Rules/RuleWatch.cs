using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog;
using MissionControl.Core.People;

namespace MissionControl.Core.Sources.Prometheus.Rules;

/// <summary>
/// Follows the rules of one source: says what fires with every poll, and that it is over once it is not there any more. A poll that fails changes
/// nothing. One poll at a time.
/// </summary>
internal sealed class RuleWatch : IDisposable
{
    /// <summary>How long what fires holds unless it is said again: a few polls.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    private const string Path = "/api/v1/rules?type=alert";
    private const long MostBytes = 32 << 20;

    private readonly PrometheusClient _client;
    private readonly TimeProvider _clock;
    private ImmutableDictionary<LabelSet, AlertSignal> _firing;

    /// <param name="before">The watch over the same source that this one follows, when its settings changed.</param>
    /// <param name="handler">Instead of sockets, in tests.</param>
    public RuleWatch(PrometheusSourceDefinition definition, RuleWatch? before, TimeProvider clock, HttpMessageHandler? handler)
    {
        Definition = definition;
        _clock = clock;
        _client = new PrometheusClient(definition, clock, handler);
        _firing = before?._firing ?? ImmutableDictionary<LabelSet, AlertSignal>.Empty;
    }

    public PrometheusSourceDefinition Definition { get; }

    /// <summary>Why the last poll came to nothing; <see langword="null"/> when it did not.</summary>
    public string? Failure { get; private set; }

    public async Task PollAsync(IAlertIntake intake, CancellationToken cancellationToken) => Failure = await TryAsync(intake, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<string?> TryAsync(IAlertIntake intake, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Definition.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var (body, failure) = await _client.GetAsync(Path, MostBytes, either.Token);
            if (failure is not null)
                return failure.Detail;
            var now = _clock.GetUtcNow();
            if (RuleWire.Read(body, Definition.RuleLabels ?? LabelSet.Empty, now) is not { } states)
                return "It answers something else than the states of rules.";
            return await TellAsync(states, intake, now, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"No answer within {Definition.Timeout.TotalSeconds:0} s.";
        }
    }

    private async Task<string?> TellAsync(RuleStates states, IAlertIntake intake, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var firing = ImmutableDictionary.CreateBuilder<LabelSet, AlertSignal>();
        foreach (var signal in states.Firing)
            firing[signal.Labels] = signal with { EndsAt = now + Holds };
        var missing = _firing.Values.Where(signal => !firing.ContainsKey(signal.Labels)).ToLookup(signal => states.IsPartial || states.Unknown.Contains(signal.Labels[SignalGathering.NameLabel]!));
        var over = missing[false].Select(signal => signal with { IsFiring = false, EndsAt = now });
        foreach (var signals in firing.Values.Concat(over).Chunk(SignalRules.MostSignals))
            if (await intake.TakeAsync(new($"prometheus/{Definition.Id}", Definition.Url.Authority, now, [.. signals]), Actor.System, cancellationToken) is not TakeAnswer.Taken)
                return "What it says could not be kept just now; the next poll says it again.";
        foreach (var signal in missing[true])
            firing[signal.Labels] = signal;
        _firing = firing.ToImmutable();
        return null;
    }
}
