using System.Collections.Frozen;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>How urgent a sender says an alert is, in whatever words it uses.</summary>
internal static class UrgencyWords
{
    /// <summary>The label of our own rules comes last: a BPM's tier.</summary>
    private static readonly string[] Labels = ["severity", "priority", "urgency", "level", "tier"];

    private static readonly FrozenDictionary<string, Urgency> Spellings = new Dictionary<Urgency, string>
    {
        [Urgency.Critical] = "critical crit page pager emergency emerg fatal disaster error err high highest major urgent p0 p1 s1 sev0 sev1 severity1 priority1 0 1",
        [Urgency.Warning] = "warning warn medium moderate average minor important p2 p3 s2 s3 sev2 sev3 severity2 severity3 priority2 priority3 2 3",
        [Urgency.Info] = "info information informational informative low lowest none notice debug trivial ok p4 p5 s4 s5 sev4 sev5 severity4 severity5 priority4 priority5 4 5",
    }.SelectMany(static one => one.Value.Split(' ').Select(spelling => (spelling, one.Key))).ToFrozenDictionary(static one => one.spelling, static one => one.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>What cannot be understood is a <see cref="Urgency.Warning"/>: somebody looks, nobody is woken.</summary>
    public static Urgency Of(LabelSet labels)
    {
        foreach (var label in Labels)
            if (labels[label] is { } said && Find(said) is { } urgency)
                return urgency;
        return Urgency.Warning;
    }

    private static Urgency? Find(string said) =>
        Spellings.TryGetValue(said, out var urgency) || Spellings.TryGetValue(Letters(said), out urgency) ? urgency : null;

    // "SEV-1", "sev 1", "P1 - critical" is too much.
    private static string Letters(string said) => said.Length > 32 ? "" : string.Concat(said.Where(char.IsLetterOrDigit));
}
