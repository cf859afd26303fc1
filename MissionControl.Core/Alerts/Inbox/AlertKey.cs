using System.Collections.Frozen;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Which labels make two alerts the same, and which put them into one group.</summary>
internal static class AlertKey
{
    public const string Name = "alertname";

    /// <summary>They tell the senders of a pair apart, not what they watch.</summary>
    private static readonly FrozenSet<string> _senders = FrozenSet.ToFrozenSet(["replica", "__replica__", "prometheus_replica"], StringComparer.Ordinal);

    private static readonly string[] _group = [Name, "service", "bpm", "source"];

    public static string FingerprintOf(LabelSet labels) => labels.Without(_senders).Fingerprint();

    /// <summary>Same alert, same service (or BPM, or source, where a rule of ours speaks): the same trouble.</summary>
    public static string Of(LabelSet labels)
    {
        var key = labels[Name] ?? "";
        for (var index = 1; index < _group.Length; index++)
            if (labels[_group[index]] is { } value)
                key += $" {_group[index]}={value}";
        return key;
    }

    public static string NameOf(LabelSet labels) => labels[Name] ?? "An alert without a name";
}
