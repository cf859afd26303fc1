using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Signals;

/// <summary>What one sender said of one alert, once: it fires, or it is over. The same may be said often, late and out of order.</summary>
public sealed record AlertSignal
{
    /// <summary>What tells this alert from another; <c>alertname</c> is always among them.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What the sender says of it in words: <c>summary</c>, <c>description</c>, <c>runbook_url</c> and whatever else.</summary>
    public LabelSet Annotations { get; init; } = LabelSet.Empty;

    public required bool IsFiring { get; init; }

    /// <summary>Since when, as the sender says, UTC. With the labels it names one occurrence.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ended, UTC; of one that fires: until when that holds unless it is said again. <see langword="null"/>: not said.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The sender could not see what it watches (Grafana's no data, CloudWatch's insufficient data): nothing is known to be wrong.</summary>
    public bool CannotSee { get; init; }

    /// <summary>Numbers behind it by their name, for example <c>B</c> or <c>value</c>.</summary>
    public ImmutableSortedDictionary<string, double> Values { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Where the sender shows it: an absolute http or https address.</summary>
    public string? Link { get; init; }
}

/// <summary>What came in at once.</summary>
/// <param name="Intake">By which door: <c>alertmanager</c>, <c>grafana</c>, <c>sns</c>, <c>eventbridge</c>, <c>generic/NAME</c>, <c>prometheus/SOURCE</c> or <c>own</c>.</param>
/// <param name="Sender">What the sender calls itself, for example an Alertmanager's external address; may be unknown.</param>
/// <param name="At">When we heard it, UTC.</param>
/// <param name="Signals">At least one.</param>
/// <param name="LeftOut">How many more the sender had and did not send.</param>
public sealed record AlertBatch(string Intake, string? Sender, DateTimeOffset At, ImmutableArray<AlertSignal> Signals, int LeftOut = 0)
{
    /// <summary>What the sender calls this message, to know it when it comes again (SNS, EventBridge); <see langword="null"/>: by its content.</summary>
    public string? MessageId { get; init; }
}
