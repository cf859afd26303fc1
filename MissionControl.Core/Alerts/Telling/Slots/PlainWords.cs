using System.Text.RegularExpressions;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>Can somebody who does not know the system read this? A rough test: it finds the words of machines and of those who look after them.</summary>
internal static partial class PlainWords
{
    public static bool Fit(string text) => FindJargon(text) is null;

    /// <summary>The first word that reads like a machine's; <see langword="null"/> when there is none.</summary>
    public static string? FindJargon(string text)
    {
        if (Machine().Match(text) is { Success: true } machine)
            return machine.Value.Trim();
        return Trade().Match(text) is { Success: true } trade ? trade.Value : null;
    }

    // Without backtracking and so without a time-out: on a busy machine a time-out would lose the message.
    // node_exporter, someName, a.b.c, web-3, 10.0.0.1, key=value, /var/lib, p99, 5xx, 0x1f
    [GeneratedRegex(
        @"\w+_\w+|\b[a-z]+[A-Z]\w*|\b\w+(\.\w+){2,}|\b[a-z]+-\d+\b|\w+=\w|(^|\s)/\w+/\w*|\b[pP]\d{2,3}\b|\b[45]xx\b|\b0x[0-9a-f]+\b|[{}$`<>\\]|::",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Machine();

    [GeneratedRegex(
        @"\b(api|backend|cache|certificates?|cluster|container|cpu|daemon|database|deploy(ed|ment|s)?|dns|endpoints?|exporter|failover|gateway|heap|hosts?|https?|ingress|instances?|json|kubernetes|latency|load balancer|logs?|metrics?|namespace|nodes?|percentile|pods?|query|queries|queue|ram|replicas?|restart|roll(ed)? back|rollback|servers?|shards?|sql|ssh|threads?|throughput|timeouts?|tls|upstream|vm|workers?)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Trade();
}
