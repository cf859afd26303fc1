using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>A condition on one label, as Prometheus and Alertmanager write it: <c>service="search"</c>, <c>env!~"test|stage"</c>. Immutable.</summary>
public sealed record Matcher
{
    public const int LongestValue = 1000;

    /// <summary>No text makes it run longer than its length, so nobody can write one that hangs the inbox.</summary>
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Regex? _regex;

    private Matcher(string name, MatcherKind kind, string value, Regex? regex) => (Name, Kind, Value, _regex) = (name, kind, value, regex);

    public string Name { get; }

    public MatcherKind Kind { get; }

    public string Value { get; }

    private string Sign => Kind switch { MatcherKind.Is => "=", MatcherKind.IsNot => "!=", MatcherKind.Matches => "=~", _ => "!~" };

    /// <summary>The condition, or what is wrong with it.</summary>
    public static bool TryMake(string name, MatcherKind kind, string value, [NotNullWhen(true)] out Matcher? matcher, [NotNullWhen(false)] out string? problem)
    {
        (matcher, problem) = (null, null);
        if (name.Length is 0 or > SignalRules.LongestName)
            problem = $"A label's name has 1 to {SignalRules.LongestName} characters.";
        else if (value.Length > LongestValue)
            problem = $"That is longer than {LongestValue} characters.";
        else if (kind is MatcherKind.Is or MatcherKind.IsNot)
            matcher = new(name, kind, value, null);
        else
            (matcher, problem) = MakeRegex(name, kind, value);
        return matcher is not null;
    }

    /// <summary>A label that is not there is as one without text.</summary>
    public bool IsTrueOf(LabelSet labels)
    {
        var text = labels[Name] ?? "";
        return Kind switch
        {
            MatcherKind.Is => text == Value,
            MatcherKind.IsNot => text != Value,
            MatcherKind.Matches => _regex!.IsMatch(text),
            _ => !_regex!.IsMatch(text),
        };
    }

    public bool Equals(Matcher? other) => other is not null && (Name, Kind, Value) == (other.Name, other.Kind, other.Value);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Value);

    /// <summary>As it is written, for example <c>service=~"search|public-site"</c>.</summary>
    public override string ToString() => $"{Name}{Sign}\"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static (Matcher? Matcher, string? Problem) MakeRegex(string name, MatcherKind kind, string value)
    {
        try
        {
            return (new(name, kind, value, new Regex($"^(?:{value})$", Linear | RegexOptions.Singleline)), null);
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            return (null, broken is NotSupportedException
                ? "This pattern looks back or ahead, which no pattern here may."
                : $"This is no pattern we can read: {OneLine.Of(broken.Message, 160)}");
        }
    }
}

public enum MatcherKind
{
    /// <summary><c>=</c></summary>
    Is,

    /// <summary><c>!=</c></summary>
    IsNot,

    /// <summary><c>=~</c>, the whole text.</summary>
    Matches,

    /// <summary><c>!~</c>, the whole text.</summary>
    MatchesNot,
}

public static class Matchers
{
    /// <summary>Do all of them hold? None hold for everything.</summary>
    public static bool AreTrueOf(this ImmutableArray<Matcher> matchers, LabelSet labels)
    {
        foreach (var matcher in matchers)
            if (!matcher.IsTrueOf(labels))
                return false;
        return true;
    }
}
