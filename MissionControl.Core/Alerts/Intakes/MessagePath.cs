using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MissionControl.Core.Alerts.Intakes;

/// <summary>Where something stands in a JSON message: <c>$</c>, <c>$.check.name</c>, <c>$.events[0].host</c>. Immutable.</summary>
public sealed partial class MessagePath
{
    public const string Pattern = @"^\$(\.[A-Za-z0-9_@:/-]{1,64}|\[[0-9]{1,3}\]){0,16}$";

    private readonly ImmutableArray<object> _steps;

    private MessagePath(string written, ImmutableArray<object> steps) => (Written, _steps) = (written, steps);

    /// <summary>As it stands in the catalog.</summary>
    public string Written { get; }

    /// <summary>As fields are named in problems: without the <c>$.</c>; empty for the whole message.</summary>
    public string Field => Written.TrimStart('$').TrimStart('.');

    /// <summary><see langword="null"/> for what is no path.</summary>
    public static MessagePath? Read(string text)
    {
        // To a regular expression the end lies before a last line break, too.
        if (text.EndsWith('\n') || !Whole().IsMatch(text))
            return null;
        return new(text, [.. Step().Matches(text).Select(static step =>
            step.Groups["index"] is { Success: true } index ? (object)int.Parse(index.Value, CultureInfo.InvariantCulture) : step.Groups["name"].Value)]);
    }

    /// <summary><see langword="null"/> when there is nothing, or null, at its end.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var step in _steps)
            if (step is string name && at.ValueKind is JsonValueKind.Object && at.TryGetProperty(name, out var member))
                at = member;
            else if (step is int index && at.ValueKind is JsonValueKind.Array && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        return at.ValueKind is JsonValueKind.Null ? null : at;
    }

    public override string ToString() => Written;

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>[0-9]+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Step();
}
