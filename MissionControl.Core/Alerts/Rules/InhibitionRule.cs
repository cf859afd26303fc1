using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>What need not be told while something else fires, as the <c>inhibit_rules</c> of an Alertmanager say it. Immutable.</summary>
public sealed record InhibitionRule
{
    private const char Apart = '\u0001';

    /// <summary>Kebab-case, unique among rules for alerts.</summary>
    public required string Id { get; init; }

    /// <summary>What fires. All must hold; at least one.</summary>
    public required ImmutableArray<Matcher> Source { get; init; }

    /// <summary>What then need not be told. All must hold; at least one.</summary>
    public required ImmutableArray<Matcher> Target { get; init; }

    /// <summary>Labels that both have alike; one that is missing is as one without text.</summary>
    public ImmutableArray<string> Equal { get; init; } = [];

    /// <summary>The values of <see cref="Equal"/> in one text: alike for a source and its targets.</summary>
    internal string EqualOf(LabelSet labels) => Equal.IsEmpty ? "" : string.Join(Apart, Equal.Select(name => labels[name] ?? ""));
}
