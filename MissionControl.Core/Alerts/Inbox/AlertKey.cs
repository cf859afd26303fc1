using System.Collections.Frozen;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Which labels make two alerts the same.</summary>
internal static class AlertKey
{
    public const string Name = "alertname";

    /// <summary>They tell the senders of a pair apart, not what they watch.</summary>
    public static readonly FrozenSet<string> Senders = FrozenSet.ToFrozenSet(["replica", "__replica__", "prometheus_replica"], StringComparer.Ordinal);

    public static string FingerprintOf(LabelSet labels) => labels.Without(Senders).Fingerprint();

    public static string NameOf(LabelSet labels) => labels[Name] ?? "An alert without a name";
}
