using System.Collections.Immutable;
using System.Text;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>
/// Places in the words of a rule that an alert fills in: <c>{where}</c>, <c>{value}</c>, and <c>{label.NAME}</c> for any label. Nothing else is
/// computed.
/// </summary>
public static class WordSlots
{
    public const string LabelLead = "label.";

    /// <summary>With what each stands for.</summary>
    public static readonly ImmutableArray<(string Name, string Words)> Known =
    [
        ("service", "the services it touches, by their names"),
        ("bpm", "the metrics it touches, by their names"),
        ("where", "the values of the label that 'where' names"),
        ("value", "the number behind it"),
        ("percent", "the same as a percentage: 0.93 is 93 %"),
        ("limit", "the limit it has crossed"),
        ("since", "since when, local time"),
        ("owner", "the team that looks after the service"),
    ];

    /// <summary>What is wrong with the slots of a text; <see langword="null"/> when all is well.</summary>
    public static string? WrongWith(string text)
    {
        foreach (var (piece, isSlot) in Pieces(text))
            if (isSlot && WrongName(piece) is { } wrong)
                return wrong;
        return null;
    }

    /// <summary>Everything a rule says to anybody, as written.</summary>
    public static IEnumerable<string> TextsOf(AlertRule rule) =>
        rule.For.Values.SelectMany(static words => new[] { words.Notification, words.Impact, words.Remedy }).Append(rule.Impact).Append(rule.Remedy).OfType<string>();

    /// <summary>The names of labels that a text asks for.</summary>
    public static IEnumerable<string> LabelsIn(string text) =>
        from piece in Pieces(text) where piece.IsSlot && IsLabel(piece.Text) select piece.Text[LabelLead.Length..];

    /// <summary>The text with its slots filled; <see langword="null"/> when one of them cannot be: half a sentence is worse than a plainer one.</summary>
    /// <param name="text">As the catalog has it.</param>
    /// <param name="find">What a slot stands for; <see langword="null"/> when it is not known.</param>
    public static string? Fill(string text, Func<string, string?> find)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var filled = new StringBuilder();
        foreach (var (piece, isSlot) in Pieces(text))
        {
            if (!isSlot)
                filled.Append(piece);
            else if (WrongName(piece) is null && find(piece) is { Length: > 0 } found)
                filled.Append(found);
            else
                return null;
        }

        return filled.ToString();
    }

    private static bool IsLabel(string name) => name.StartsWith(LabelLead, StringComparison.Ordinal) && name.Length > LabelLead.Length;

    private static string? WrongName(string name) =>
        Known.Any(known => known.Name == name) || (IsLabel(name) && name.All(static letter => letter is not ('{' or '}') && !char.IsWhiteSpace(letter))) ? null
        : name.Length == 0 ? "a '{' here has no name and '}' after it"
        : name.StartsWith('{') || name.Contains('$', StringComparison.Ordinal) ? $"'{{{{ {OneLine.Of(name.Trim('{', ' '), 40)} }}}}' is a template of another program; here a label is written {{label.NAME}}"
        : $"unknown slot '{{{OneLine.Of(name, 40)}}}'{Hint(name)}";

    private static string Hint(string name) => DidYouMean.Nearest(name, Known.Select(static known => known.Name)) is { } near
        ? $"; did you mean '{{{near}}}'?"
        : $"; a label is written {{label.{OneLine.Of(name, 40)}}}, and there are {string.Join(", ", Known.Select(static known => $"{{{known.Name}}}"))}";

    private static IEnumerable<(string Text, bool IsSlot)> Pieces(string text)
    {
        var at = 0;
        while (text.IndexOf('{', at) is var open and >= 0)
        {
            if (open > at)
                yield return (text[at..open], false);
            var close = text.IndexOf('}', open);
            yield return (close < 0 ? "" : text[(open + 1)..close], true);
            at = close < 0 ? text.Length : close + 1;
        }

        if (at < text.Length)
            yield return (text[at..], false);
    }
}
