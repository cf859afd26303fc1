using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>What fired, one line an alert, for those who look after machines. They stay when it is over.</summary>
internal static class DetailWords
{
    private const int Most = 20;
    private const int MostLabels = 6;
    private const int MostValues = 6;
    private const int LongestLine = 300;
    private const int ShortestSentence = 20;
    private const string Between = " · ";

    public static ImmutableArray<string> Of(Case it)
    {
        if (!it.IsResponder)
            return [];
        var shared = Shared(it.Group.Alerts);
        var lines = it.Group.Alerts.Take(Most).Select(alert => OneLine.Of(Line(it, alert, shared), LongestLine));
        return it.Group.Alerts.Length > Most ? [.. lines, $"and {it.Group.Alerts.Length - Most} more"] : [.. lines];
    }

    private static string Line(Case it, Alert alert, HashSet<string> shared)
    {
        var labels = alert.Labels.Where(label => !shared.Contains(label.Key)).Take(MostLabels).Select(static label => $"{label.Key}={label.Value}");
        var values = alert.Values.Take(MostValues).Select(static one => $"{one.Key} = {Words.Number(one.Value)}");
        var time = alert.EndsAt is { } ended && !alert.IsOpen ? $"{it.Time(alert.StartsAt)} to {it.Time(ended)}" : $"since {it.Time(alert.StartsAt)}";
        var (apart, summary) = (string.Join(' ', labels), alert.Annotations["summary"] ?? alert.Annotations["message"] ?? "");
        string[] facts = [apart.Length + summary.Length == 0 ? alert.Labels["alertname"] ?? alert.Name : apart, string.Join(", ", values), time, alert.CannotSee ? "cannot be seen" : ""];
        // Where it is too much, the sentence gives way and not the numbers after it.
        var room = LongestLine - facts.Sum(static fact => fact.Length == 0 ? 0 : fact.Length + Between.Length);
        string[] parts = [facts[0], room >= ShortestSentence ? OneLine.Of(summary, room) : "", .. facts[1..]];
        return string.Join(Between, parts.Where(static part => part.Length > 0));
    }

    /// <summary>What is the same on all of them says nothing about one; of a single alert all but its name counts.</summary>
    private static HashSet<string> Shared(ImmutableArray<Alert> alerts)
    {
        if (alerts.Length == 1)
            return ["alertname", "severity"];
        LabelSet first = alerts[0].Labels;
        return [.. first.Where(label => alerts.All(alert => alert.Labels[label.Key] == label.Value)).Select(static label => label.Key)];
    }
}
