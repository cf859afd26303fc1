using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>By which labels alerts of one door are grouped.</summary>
/// <param name="From">The door, as <see cref="Signals.AlertBatch.Intake"/> names it: <c>alertmanager</c>, <c>prometheus/main</c>, <c>generic/checks</c>.</param>
/// <param name="By">Names of labels, at least one; <see cref="EveryLabel"/> alone: all of them, so that each alert is a group.</param>
public sealed record GroupingRule(string From, ImmutableArray<string> By)
{
    /// <summary>As an Alertmanager writes it.</summary>
    public const string EveryLabel = "...";

    /// <summary>Where the catalog says nothing: same name, same service (or BPM, or source, where a rule of ours speaks).</summary>
    public static readonly ImmutableArray<string> Usual = ["alertname", "service", "bpm", "source"];
}
