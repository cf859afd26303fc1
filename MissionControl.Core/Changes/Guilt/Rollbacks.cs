using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>Which changes take which back: by the key they name, else by their words.</summary>
internal static partial class Rollbacks
{
    /// <summary>Words alone speak of the change before them, and of none that is older than that.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(7);

    public static bool IsOne(Change change) => change.RollsBack is not null || Words().IsMatch(change.Title);

    /// <summary>What was taken back, by the id of the change, with when.</summary>
    /// <param name="all">The newest first.</param>
    public static FrozenDictionary<Guid, DateTimeOffset> Of(ImmutableArray<Change> all)
    {
        var taken = new Dictionary<Guid, DateTimeOffset>();
        var byKey = all.ToLookup(static change => change.Key);
        for (var i = 0; i < all.Length; i++)
            if (IsOne(all[i]) && Target(all, i, byKey) is { } target)
                // The newest comes first, and the first time it was taken back counts.
                taken[target.Id] = all[i].At;
        foreach (var change in all)
            if (change is { Mark: ChangeMark.RolledBack, MarkedAt: { } at })
                taken.TryAdd(change.Id, at);
        return taken.ToFrozenDictionary();
    }

    private static Change? Target(ImmutableArray<Change> all, int index, ILookup<string, Change> byKey)
    {
        var rollback = all[index];
        if (rollback.RollsBack is { } key)
            // Their own of that name; whoever has none of it may mean that of another, but only where one alone has it.
            return byKey[key].Where(named => named.Id != rollback.Id).ToArray() switch
            {
                [] => null,
                [var one] => one,
                var several => several.FirstOrDefault(named => named.Sender == rollback.Sender),
            };
        // Of no service there is no telling what it takes back.
        if (rollback.Service is null)
            return null;
        Change? last = null;
        for (var i = index + 1; i < all.Length && rollback.At - all[i].At <= Furthest; i++)
        {
            var earlier = all[i];
            if (earlier.Service != rollback.Service || earlier.Kind != rollback.Kind || earlier.At >= rollback.At || IsOne(earlier))
                continue;
            // "Roll back identity-web 4.18.0" says which; "Rolled back" means the last one.
            if (rollback.Title.Contains(earlier.Title, StringComparison.OrdinalIgnoreCase))
                return earlier;
            last ??= earlier;
        }

        return last;
    }

    [GeneratedRegex(@"\b(roll(ed|s|ing)?[ -]?back|revert(ed|s|ing)?|back(ed)? out)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
