namespace MissionControl.Core;

/// <summary>Finds the word somebody probably meant: catalog keys, settings, commands, ids in addresses.</summary>
public static class DidYouMean
{
    private const int LongestWord = 64;
    private const int MostNamed = 12;

    /// <summary>The nearest candidate, if one is near enough to be a slip of the hand.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var most = Math.Clamp(word.Length / 3, 1, 3);
        return candidates
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= most)
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(found => found.distance <= most)
            .OrderBy(found => found.distance)
            .ThenBy(found => found.candidate, StringComparer.Ordinal)
            .Select(found => found.candidate)
            .FirstOrDefault();
    }

    /// <summary>Ends a sentence: the nearest word, or else what there is to choose from.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> candidates) =>
        Nearest(word, candidates) is { } near ? $"; did you mean '{near}'?"
        : candidates.Count == 0 ? "; there are none"
        : candidates.Count > MostNamed ? $"; there are {string.Join(", ", candidates.Take(MostNamed))} and {candidates.Count - MostNamed} more"
        : $"; there {(candidates.Count == 1 ? "is" : "are")} {string.Join(", ", candidates)}";

    /// <summary>Letters to add, drop, change or swap to make one word of the other.</summary>
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
            for (var j = 1; j <= right.Length; j++)
            {
                var change = table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                var best = Math.Min(change, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                table[i, j] = swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
            }

        return table[left.Length, right.Length];
    }
}
