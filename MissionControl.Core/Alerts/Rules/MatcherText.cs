using System.Collections.Immutable;
using System.Text;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>
/// Conditions as people type them in Alertmanager's way: <c>service="search", env!~"test|stage"</c>, in braces or not. Quotes may be left out
/// around a value without spaces, commas, quotes and signs.
/// </summary>
public static class MatcherText
{
    /// <summary>Letters of the whole text.</summary>
    public const int Longest = 4000;

    /// <summary>Conditions in one text.</summary>
    public const int Most = 32;

    private const string Example = "service=\"search\"";
    private static readonly (string Text, MatcherKind Kind)[] Signs =
        [("=~", MatcherKind.Matches), ("!~", MatcherKind.MatchesNot), ("!=", MatcherKind.IsNot), ("=", MatcherKind.Is)];

    /// <summary>At least one condition, or what is wrong in one sentence.</summary>
    public static bool TryRead(string text, out ImmutableArray<Matcher> matchers, out string problem)
    {
        matchers = [];
        if (text.Length > Longest)
        {
            problem = $"That is longer than {Longest} letters.";
            return false;
        }

        var reader = new Reader(Bare(text));
        var read = ImmutableArray.CreateBuilder<Matcher>();
        while (reader.TryNext(out var matcher))
            read.Add(matcher);
        problem = reader.Problem
            ?? (read.Count == 0 ? $"There is no condition here; write one such as {Example}."
            : read.Count > Most ? $"There are {read.Count} conditions; {Most} is the most."
            : "");
        if (problem.Length > 0)
            return false;
        matchers = read.ToImmutable();
        return true;
    }

    /// <summary>As they are typed, with a comma between them.</summary>
    public static string Write(ImmutableArray<Matcher> matchers) => string.Join(", ", matchers);

    private static string Bare(string text)
    {
        var bare = text.Trim();
        return bare is ['{', .., '}'] ? bare[1..^1].Trim() : bare;
    }

    private sealed class Reader(string text)
    {
        private const string Special = "=!~,{}\"'`";
        private int _at;

        /// <summary><see langword="null"/> while all is well.</summary>
        public string? Problem { get; private set; }

        public bool TryNext(out Matcher matcher)
        {
            matcher = null!;
            Skip();
            // A comma at the end is what people leave behind.
            if (_at >= text.Length)
                return false;
            var from = _at;
            var name = text[_at] == '"' ? Quoted() : Until(static letter => Special.Contains(letter, StringComparison.Ordinal) || char.IsWhiteSpace(letter));
            if (Problem is not null)
                return false;
            if (name.Length == 0)
                return Wrong($"A condition begins with the name of a label, found {Found(from)}; write it like {Example}.");
            Skip();
            if (!TrySign(name, out var kind) || !TryValue(name, kind, out var value))
                return false;
            if (!Matcher.TryMake(name, kind, value, out var made, out var problem))
                return Wrong($"{OneLine.Of(name, 60)}: {problem}");
            matcher = made;
            return TryEnd();
        }

        private bool TrySign(string name, out MatcherKind kind)
        {
            foreach (var sign in Signs)
                if (string.CompareOrdinal(text, _at, sign.Text, 0, sign.Text.Length) == 0)
                {
                    (kind, _at) = (sign.Kind, _at + sign.Text.Length);
                    return _at >= text.Length || text[_at] is not '=' || Wrong("There is no sign '=='; write = for equal, =~ for a pattern.");
                }

            kind = default;
            return Wrong($"After '{OneLine.Of(name, 60)}' comes =, !=, =~ or !~, found {Found(_at)}.");
        }

        private bool TryValue(string name, MatcherKind kind, out string value)
        {
            Skip();
            if (_at < text.Length && text[_at] == '"')
            {
                value = Quoted();
                return Problem is null;
            }

            var from = _at;
            var isPattern = kind is MatcherKind.Matches or MatcherKind.MatchesNot;
            // The field's own way for patterns without quotes: everything up to the comma.
            value = Until(letter => letter is ',' or '"' or '\'' or '`' || char.IsWhiteSpace(letter) || (!isPattern && Special.Contains(letter, StringComparison.Ordinal)));
            if (value.Length == 0 && (from >= text.Length || text[from] == ','))
                return Wrong($"After '{OneLine.Of(name, 60)}' a value is missing; write {OneLine.Of(name, 60)}=\"\" for a label that is not there.");
            return value.Length > 0 || Wrong($"A value stands in double quotes, found {Found(from)}.");
        }

        private bool TryEnd()
        {
            Skip();
            if (_at >= text.Length || text[_at] == ',')
            {
                _at++;
                return true;
            }

            return Wrong($"Put a comma between two conditions and quotes around a value with spaces or signs; found {Found(_at)}.");
        }

        private string Quoted()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length; _at++)
                if (text[_at] == '"')
                {
                    _at++;
                    return value.ToString();
                }
                else if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\' or 'n')
                {
                    value.Append(text[++_at] == 'n' ? '\n' : text[_at]);
                }
                else
                {
                    // A backslash before anything else stays, as in Alertmanager: patterns are full of them.
                    value.Append(text[_at]);
                }

            Problem = "A double quote is not closed.";
            return "";
        }

        private string Until(Func<char, bool> ends)
        {
            var from = _at;
            while (_at < text.Length && !ends(text[_at]))
                _at++;
            return text[from.._at];
        }

        private void Skip()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
        }

        private string Found(int at) => at >= text.Length ? "nothing" : $"'{OneLine.Of(text[at..], 20)}'";

        private bool Wrong(string problem)
        {
            Problem = problem;
            return false;
        }
    }
}
