using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Every group of the last 30 days by what its alerts have in common: how often the same trouble came, and what it was. Not thread-safe: the inbox's own.</summary>
internal sealed class PastGroups
{
    public static readonly TimeSpan Reach = TimeSpan.FromDays(30);
    private const int MostOutcomes = 5;

    private readonly Dictionary<string, List<PastGroup>> _byKey = [];

    public void Remember(PastGroup group)
    {
        if (!_byKey.TryGetValue(group.Key, out var known))
            _byKey[group.Key] = known = [];
        var index = known.FindIndex(other => other.Id == group.Id);
        if (index >= 0)
            known[index] = group;
        else
            known.Add(group);
    }

    public void Drop(Guid id)
    {
        foreach (var known in _byKey.Values)
            known.RemoveAll(group => group.Id == id);
    }

    public void Forget(DateTimeOffset before)
    {
        foreach (var (key, known) in _byKey)
            if (known.RemoveAll(group => group.Since < before) > 0 && known.Count == 0)
                _byKey.Remove(key);
    }

    public int CountBefore(string key, Guid id, DateTimeOffset since) => Before(key, id, since).Count();

    public ImmutableArray<AlertOutcome> OutcomesBefore(string key, Guid id, DateTimeOffset since) =>
        [.. Before(key, id, since).OrderByDescending(static group => group.Since).Select(static group => group.Outcome).OfType<AlertOutcome>().Take(MostOutcomes)];

    private IEnumerable<PastGroup> Before(string key, Guid id, DateTimeOffset since) =>
        _byKey.TryGetValue(key, out var known) ? known.Where(group => group.Id != id && group.Since < since && group.Since >= since - Reach) : [];
}
