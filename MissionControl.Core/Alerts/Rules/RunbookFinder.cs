using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>Finds the runbook of an alert: its rule's, else the one its annotations name, else that of a BPM it touches.</summary>
internal static class RunbookFinder
{
    private const int LongestAddress = 2000;
    private static readonly string[] Annotations = ["runbook_url", "runbook", "runbookUrl", "runbook_link"];

    public static AlertRunbook? Find(AlertRule? rule, LabelSet annotations, ImmutableArray<string> bpms, Definitions definitions)
    {
        if (rule?.Runbook is { } named && Ours(named, definitions) is { } ours)
            return ours;
        foreach (var name in Annotations)
            if (annotations[name] is { } text && (Ours(text, definitions) ?? Elsewhere(text)) is { } found)
                return found;
        foreach (var bpm in bpms)
            if (definitions.FindBpm(bpm)?.Runbook is { } runbook && Ours(runbook, definitions) is { } its)
                return its;
        return null;
    }

    private static AlertRunbook? Ours(string name, Definitions definitions) =>
        definitions.Runbooks.TryGetValue(name, out var title) ? new(title, name, null) : null;

    private static AlertRunbook? Elsewhere(string text)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var last = Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/'));
        last = last[(last.LastIndexOf('/') + 1)..];
        return new(OneLine.Of(last.Length > 0 ? $"{last} ({address.Host})" : address.Host, 120), null, address.AbsoluteUri);
    }
}
