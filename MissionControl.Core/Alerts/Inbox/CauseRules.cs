using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Services;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// Which group most likely is the cause of another: one on a service that the other's service needs, directly or through others, and that
/// broke at about the same time or before; of several the one furthest down. Else one on the same service that is at least as urgent and broke
/// shortly before. Pure.
/// </summary>
internal sealed class CauseRules(ImmutableArray<Service> services)
{
    /// <summary>An effect may be noticed so long before its cause.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>And so long after.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    private readonly FrozenDictionary<string, FrozenSet<string>> _needs = services.ToFrozenDictionary(static service => service.Id, service => Needs(service, services));

    /// <summary>For every group that has one.</summary>
    /// <param name="follows">Which group follows from which, as the catalog says: that is no guess, so it comes first.</param>
    public Dictionary<Guid, Guid> Explain(IReadOnlyCollection<AlertGroup> open, IReadOnlyDictionary<Guid, Guid> follows)
    {
        var explained = new Dictionary<Guid, Guid>();
        var byService = open.Where(static group => group.State == AlertState.Firing).SelectMany(static group => group.Services.Select(service => (service, group)))
            .ToLookup(static pair => pair.service, static pair => pair.group);
        foreach (var group in open)
            if (follows.TryGetValue(group.Id, out var source))
                explained[group.Id] = source;
            else if (CauseOf(group, byService) is { } cause)
                explained[group.Id] = cause.Id;
        // Groups that speak of several services could explain each other in a circle: of what is guessed in it the eldest explains itself.
        foreach (var group in open.OrderBy(group => follows.ContainsKey(group.Id)).ThenBy(static group => group.Since).ThenBy(static group => group.Id))
            if (GoesRound(group.Id, explained))
                explained.Remove(group.Id);
        return explained;
    }

    private AlertGroup? CauseOf(AlertGroup group, ILookup<string, AlertGroup> byService)
    {
        AlertGroup? best = null;
        var depth = -1;
        foreach (var needed in group.Services.SelectMany(service => _needs.GetValueOrDefault(service, FrozenSet<string>.Empty)).Distinct())
        {
            // A group that also speaks of the service that needs it would explain itself.
            foreach (var other in byService[needed].Where(other => other.Id != group.Id && !other.Services.Any(group.Services.Contains) && IsNear(other, group)))
            {
                var below = _needs[needed].Count;
                if (best is null || below < depth || (below == depth && (other.Since, other.Id).CompareTo((best.Since, best.Id)) < 0))
                    (best, depth) = (other, below);
            }
        }

        return best ?? group.Services.SelectMany(service => byService[service]).Where(other => IsElder(other, group))
            .OrderBy(static other => other.Urgency).ThenBy(static other => other.Since).ThenBy(static other => other.Id).FirstOrDefault();
    }

    private static bool IsElder(AlertGroup one, AlertGroup other) =>
        one.Urgency <= other.Urgency && (one.Since, one.Id).CompareTo((other.Since, other.Id)) < 0 && other.Since <= one.Since + After;

    private static bool GoesRound(Guid start, Dictionary<Guid, Guid> explained)
    {
        var steps = 0;
        for (var at = start; explained.TryGetValue(at, out at) && steps <= explained.Count; steps++)
            if (at == start)
                return true;
        return false;
    }

    private static bool IsNear(AlertGroup cause, AlertGroup effect) => cause.Since <= effect.Since + Before && effect.Since <= cause.Since + After;

    private static FrozenSet<string> Needs(Service service, ImmutableArray<Service> services)
    {
        var byId = services.ToDictionary(static one => one.Id);
        var found = new HashSet<string>();
        var next = new Stack<string>(service.DependsOn);
        while (next.TryPop(out var id))
            if (found.Add(id) && byId.TryGetValue(id, out var needed))
                foreach (var deeper in needed.DependsOn)
                    next.Push(deeper);
        return found.ToFrozenSet();
    }
}
