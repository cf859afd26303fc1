using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// Which labels put alerts into one group: those their rule in the catalog names, else those of the door they came in by, else the usual ones.
/// Make one per <see cref="Definitions"/>. Immutable.
/// </summary>
internal sealed class Grouping
{
    private const int LongestKey = 1000;

    public static readonly Grouping Usual = new(Definitions.Empty, new(Definitions.Empty));

    private readonly FrozenDictionary<string, ImmutableArray<string>> _doors;
    private readonly AlertSense? _sense;

    public Grouping(Definitions definitions, AlertSense sense)
    {
        _doors = definitions.Groupings.DistinctBy(static one => one.From).ToFrozenDictionary(static one => one.From, static one => one.By, StringComparer.Ordinal);
        _sense = definitions.AlertRules.Any(static rule => !rule.GroupBy.IsEmpty) ? sense : null;
    }

    /// <summary>What alerts of a group have in common, in one line.</summary>
    public string KeyOf(LabelSet labels, string intake)
    {
        var key = WholeKeyOf(labels, intake);
        // Its end, which is cut away, may be all that tells two groups apart.
        return key.Length <= LongestKey ? key : $"{OneLine.Of(key, LongestKey)} {LabelSet.Of(("key", key)).Fingerprint()}";
    }

    private string WholeKeyOf(LabelSet labels, string intake)
    {
        var by = _sense?.RuleOf(labels)?.GroupBy is { IsEmpty: false } its ? its : _doors.TryGetValue(intake, out var door) ? door : GroupingRule.Usual;
        if (by is [GroupingRule.EveryLabel])
            return Joined(labels, labels.Without(AlertKey.Senders).Select(static label => label.Key));
        // As in the field, a label that is not there is one more value: all that lack it are one group.
        return Joined(labels, by) is { Length: > 0 } key ? key : $"without {string.Join(", ", by)}";
    }

    // The name comes first and bare: pages and the history show the key.
    private static string Joined(LabelSet labels, IEnumerable<string> names)
    {
        string? name = null;
        var key = "";
        foreach (var label in names)
            if (label == AlertKey.Name)
                name = labels[label];
            else if (labels[label] is { } value)
                key += $" {label}={value}";
        return name is null ? key.TrimStart() : name + key;
    }
}
