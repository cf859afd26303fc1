using System.Collections.Immutable;
using MissionControl.Core.Bpms;

namespace MissionControl.Web.Bpms;

/// <summary>The BPMs somebody may have meant by an id that does not exist.</summary>
internal static class NearNames
{
    private const int Most = 3;
    private const int LongestWord = 100;
    private const double Near = 0.35;

    public static ImmutableArray<Bpm> To(string id, IEnumerable<Bpm> bpms)
    {
        if (id.Length is 0 or > LongestWord)
            return [];
        var wanted = Pairs(id);
        return
        [
            .. bpms.Select(bpm => (bpm, likeness: Math.Max(Likeness(wanted, Pairs(bpm.Id)), Likeness(wanted, Pairs(bpm.Name)))))
                .Where(found => found.likeness >= Near)
                .OrderByDescending(found => found.likeness)
                .Take(Most)
                .Select(found => found.bpm),
        ];
    }

    /// <summary>The share of letter pairs two words have in common (Dice's coefficient): forgiving of endings, swaps and spaces.</summary>
    private static double Likeness(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static HashSet<string> Pairs(string word)
    {
        var plain = string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(0, plain.Length - 1)).Select(start => plain.Substring(start, 2))];
    }
}
