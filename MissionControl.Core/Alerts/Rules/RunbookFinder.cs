using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>
/// Finds the runbook of an alert: its rule's, else the one its annotations name, else one that says it is for such alerts, else that of a BPM
/// it touches. One that is only about the same service may be about something else entirely: pages name it, nobody is sent to it.
/// </summary>
internal static class RunbookFinder
{
    private const int LongestAddress = 2000;
    private static readonly string[] Annotations = ["runbook_url", "runbook", "runbookUrl", "runbook_link"];

    public static AlertRunbook? Find(RunbookQuestion asked, Definitions definitions)
    {
        if (asked.Rule?.Runbook is { } named && Ours(named, definitions) is { } ours)
            return ours;
        foreach (var name in Annotations)
            if (asked.Annotations[name] is { } text && (Ours(text, definitions) ?? Elsewhere(text)) is { } found)
                return found;
        if (definitions.Runbooks.Count == 0)
            return null;
        return First(definitions, runbook => runbook.Alerts.Any(alert => alert.Covers(asked.Rule?.Id, asked.Labels)))
            ?? OfBpms(asked.Bpms, definitions);
    }

    private static AlertRunbook? OfBpms(ImmutableArray<string> bpms, Definitions definitions)
    {
        foreach (var bpm in bpms)
            if (definitions.RunbookOf(bpm) is { } its)
                return Ours(its);
        return null;
    }

    private static AlertRunbook? First(Definitions definitions, Func<Runbook, bool> fits) =>
        definitions.Runbooks.Values.Where(fits).MinBy(static runbook => runbook.Id, StringComparer.Ordinal) is { } first ? Ours(first) : null;

    private static AlertRunbook? Ours(string name, Definitions definitions) => definitions.Runbooks.TryGetValue(name, out var runbook) ? Ours(runbook) : null;

    private static AlertRunbook Ours(Runbook runbook) => new(runbook.Title, runbook.Id, null);

    private static AlertRunbook? Elsewhere(string text)
    {
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return null;
        var last = Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/'));
        last = last[(last.LastIndexOf('/') + 1)..];
        return new(OneLine.Of(last.Length > 0 ? $"{last} ({address.Host})" : address.Host, 120), null, address.AbsoluteUri);
    }
}

/// <summary>An alert, as far as its runbook goes.</summary>
/// <param name="Rule">The rule that speaks of it.</param>
internal sealed record RunbookQuestion(AlertRule? Rule, LabelSet Labels, LabelSet Annotations, ImmutableArray<string> Bpms);
