using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Incidents.Updates;

/// <summary>
/// Reads a public update as the public will, and says what a careful editor would: guesses, estimates of repair, names, internal words, what
/// is missing. It warns; whoever writes decides. Pure.
/// </summary>
public static partial class PlainCheck
{
    private const int LongSentence = 30;
    private const int ShortestInternal = 4;

    private static readonly (string Word, string Instead)[] Jargon =
    [
        ("5xx", "errors"), ("4xx", "errors"), ("500s", "errors"), ("http", "the site"), ("api", "the part that other programs use"), ("backend", "our systems"), ("back-end", "our systems"),
        ("frontend", "the pages"), ("pod", "our systems"), ("pods", "our systems"), ("cluster", "our systems"), ("node", "our systems"), ("nodes", "our systems"), ("kubernetes", "our systems"),
        ("database", "our records"), ("db", "our records"), ("cache", "our systems"), ("cdn", "our network"), ("dns", "our address"), ("latency", "slow pages"), ("failover", "a switch to the spare"),
        ("failing over", "switching to the spare"), ("rollback", "going back to the version before"), ("roll back", "go back to the version before"), ("rolled back", "gone back to the version before"),
        ("deploy", "a new version"), ("deployed", "put in place"), ("deployment", "a new version"), ("regression", "a fault"), ("mitigated", "made better"), ("mitigation", "a way to make it better"),
        ("degraded", "slow or failing"), ("outage", "it does not work"), ("throughput", "how much gets through"), ("upstream", "another company"), ("root cause", "the cause"), ("auth", "sign-in"), ("sso", "sign-in"),
        ("timeouts", "pages that do not answer"), ("timing out", "not answering"), ("packet loss", "a poor connection"), ("p99", "slow pages"), ("config", "settings"), ("hotfix", "a repair"), ("patch", "a repair"),
    ];

    /// <param name="known">Words that only we use: ids of services and metrics, and names of people.</param>
    /// <param name="components">Ids of what it could be about: the lines of the status page.</param>
    public static ImmutableArray<PlainFinding> Read(Updated update, IEnumerable<string> known, IEnumerable<string> components)
    {
        var found = Read([(PlainField.Title, update.Title), (PlainField.Text, update.Text), (PlainField.TellUsers, update.TellUsers)], known);
        if (update.Phase != Phase.Resolved && update.NextBy is null)
            found.Add(new(PlainField.NextBy, "", "Say by when they hear again, even when you will know nothing new."));
        if (update.Components.IsDefaultOrEmpty && components.Any())
            found.Add(new(PlainField.Components, "", "Nothing is ticked under “About”: no line of the status page will show it."));
        if (update.TellUsers.Length == 0)
            found.Add(new(PlainField.TellUsers, "", "Local Offices are asked what to do: give them words to pass on."));
        return found.ToImmutable();
    }

    /// <summary>The same of words that are not about an incident.</summary>
    public static ImmutableArray<PlainFinding> Read(string title, string text, IEnumerable<string> known) => Read([(PlainField.Title, title), (PlainField.Text, text)], known).ToImmutable();

    /// <summary>What a template left to be filled in, as it stands there: such an update is not given.</summary>
    public static ImmutableArray<string> Blanks(Updated update) => [.. new[] { update.Title, update.Text, update.TellUsers }.SelectMany(static text => Blanks(text))];

    /// <summary>The same of any text.</summary>
    public static ImmutableArray<string> Blanks(string text) => [.. Unfilled().Matches(text).Select(static match => match.Value)];

    private static ImmutableArray<PlainFinding>.Builder Read((PlainField Field, string Text)[] texts, IEnumerable<string> known)
    {
        var found = ImmutableArray.CreateBuilder<PlainFinding>();
        string[] internals = [.. known.Where(static word => word.Length >= ShortestInternal).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var (field, text) in texts)
        {
            foreach (Match blank in Unfilled().Matches(text))
                found.Add(new(field, blank.Value, "Still to be filled in."));
            foreach (Match guess in Guesses().Matches(text))
                found.Add(new(field, guess.Value, "A guess. Say what is known, or leave it out."));
            foreach (Match promise in Promises().Matches(text))
                found.Add(new(field, promise.Value.TrimEnd('.', ' '), "An estimate of when it will be mended. Say when you will write again instead."));
            foreach (var word in internals.Where(word => Has(text, word)))
                found.Add(new(field, word, "A name that only we use."));
            foreach (var (word, instead) in Jargon.Where(pair => Has(text, pair.Word)))
                found.Add(new(field, word, $"A word of ours. Perhaps “{instead}”."));
            foreach (Match host in Hosts().Matches(text))
                found.Add(new(field, host.Value, "Looks like the name of a machine or an address."));
            if (Sentences().Split(text).FirstOrDefault(static sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > LongSentence) is { } longest)
                found.Add(new(field, OneLine.Of(longest, 40), "A long sentence. Two are easier to read."));
        }

        return found;
    }

    private static bool Has(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
                return true;
        return false;
    }

    [GeneratedRegex(@"\b(?:probably|perhaps|maybe|we think|we believe|we suspect|seems? to|appears? to|possibly|presumably|might be|could be|looks like)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Guesses();

    [GeneratedRegex(@"\b(?:(?:fixed|resolved|mended|back|restored|working(?: again)?|repaired|solved) (?:by|at|within|in|before|around) (?:about |around )?\d[\d:. ]*(?:am|pm|minutes?|mins?|hours?|h)?|shortly|very soon|soon|in no time|any moment|momentarily|eta\b[^.]*)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Promises();

    [GeneratedRegex(@"\b(?:[a-z][a-z0-9]*-)+[a-z0-9]*\d[a-z0-9]*\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[a-z0-9-]+\.(?:local|internal|svc|corp|lan)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hosts();

    [GeneratedRegex(@"\[[^\]]{1,40}\]", RegexOptions.NonBacktracking)]
    private static partial Regex Unfilled();

    [GeneratedRegex(@"[.!?]\s+|\n+", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();
}

public enum PlainField
{
    Title,
    Text,
    TellUsers,
    NextBy,
    Components,
}

/// <param name="Word">What it is about, as it was written; empty where something is missing.</param>
/// <param name="Why">What is wrong with it, and what would be better.</param>
public sealed record PlainFinding(PlainField Field, string Word, string Why);
