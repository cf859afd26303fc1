using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MissionControl.Core.Incidents.Reviews;

/// <summary>
/// Reads what is written in a review for words that blame people, and offers how the system made it possible instead. It warns; whoever
/// writes decides. Pure.
/// </summary>
public static partial class BlamelessCheck
{
    private const int ShortestName = 3;

    private static readonly (string Pattern, string Instead)[] Blame =
    [
        (@"human error|operator error|user error|pilot error|finger trouble", "People err everywhere. What made the wrong step look right, or let it through?"),
        (@"careless(?:ly|ness)?|negligen(?:t|ce|tly)|sloppy|lazy|stupid(?:ly)?|incompeten(?:t|ce)|reckless(?:ly)?|inattentive|foolish(?:ly)?", "A judgement of somebody. What did they know, see and have time for?"),
        (@"should(?:n['’]t| not)? have(?: \w+)?|ought to have|could(?:n['’]t| not)? have known|must have known|needed to have", "Hindsight. What was known then, and what would have made the better way the easier one?"),
        (@"forgot(?:ten)?(?: to)?|failed to|neglected to|omitted to|did(?:n['’]t| not) bother|overlooked|paid no attention", "Nobody leaves something out on purpose. What would have reminded them, or done it without them?"),
        (@"(?:his|her|their|my|your) (?:own )?(?:fault|mistake|error)|to blame|blames?|blamed|guilty|culprit|responsible for the (?:outage|incident|failure)", "A fault of somebody. Which guard was missing, so that one person’s step was enough?"),
        (@"did(?:n['’]t| not) follow (?:the )?(?:process|procedure|rules?|runbook|policy)|ignored (?:the )?\w+|violated", "People follow what works for them. What made the way around better than the way?"),
        (@"if only|obviously|of course|simply|just had to|any(?:one|body) (?:would|could|knows?)", "It was not plain then. Say what could be seen at the time."),
        (@"be more careful|pay more attention|try harder|more discipline|retrain(?:ed|ing)?", "More care does not last. What would make it impossible, or seen at once?"),
    ];

    private static readonly ImmutableArray<(Regex Words, string Instead)> Rules =
        [.. Blame.Select(static rule => (new Regex($@"\b(?:{rule.Pattern})\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), rule.Instead))];

    /// <param name="names">Of people who may be named; their parts count, too.</param>
    public static ImmutableArray<BlameFinding> Read(string text, IEnumerable<string> names)
    {
        var found = ImmutableArray.CreateBuilder<BlameFinding>();
        string[] people = [.. names.SelectMany(static name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static part => part.Length >= ShortestName && char.IsUpper(part[0])).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var sentence in Sentences().Split(text))
        {
            var blamed = false;
            foreach (var (words, instead) in Rules)
                foreach (Match match in words.Matches(sentence))
                {
                    found.Add(new(match.Value, instead));
                    blamed = true;
                }

            if (blamed)
                foreach (var name in people.Where(name => Regex.IsMatch(sentence, $@"\b{Regex.Escape(name)}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)))
                    found.Add(new(name, "A name next to blame. Say what the role did, and what the system let happen."));
        }

        return [.. found.Distinct()];
    }

    [GeneratedRegex(@"[.!?]\s+|\n+", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();
}

/// <param name="Word">As it was written.</param>
/// <param name="Instead">How to look at it instead.</param>
public sealed record BlameFinding(string Word, string Instead);
