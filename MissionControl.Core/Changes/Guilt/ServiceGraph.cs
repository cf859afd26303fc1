using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Services;

namespace MissionControl.Core.Changes.Guilt;

/// <summary>Which service needs which, and how far they are from each other. Immutable.</summary>
public sealed class ServiceGraph
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _needs;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _neededBy;

    public ServiceGraph(IReadOnlyCollection<Service> services)
    {
        _needs = services.ToFrozenDictionary(static service => service.Id, static service => service.DependsOn);
        _neededBy = services.SelectMany(static service => service.DependsOn.Select(needed => (needed, service.Id)))
            .GroupBy(static pair => pair.needed).ToFrozenDictionary(static pairs => pairs.Key, static pairs => pairs.Select(static pair => pair.Id).ToImmutableArray());
    }

    /// <summary>How many there are.</summary>
    public int Count => _needs.Count;

    /// <summary>How near every service of the catalog is to those that broke; what is needed counts before what needs.</summary>
    internal Neighbourhood Around(ImmutableArray<string> broken)
    {
        var near = broken.Distinct().ToDictionary(static service => service, static _ => new Nearness(NearnessKind.Same, 0));
        Walk(broken, _needs, NearnessKind.Needed, near);
        Walk(broken, _neededBy, NearnessKind.Needing, near);
        var unrelated = _needs.Keys.Count(service => !near.ContainsKey(service));
        return new(near.ToFrozenDictionary(), near.Values.CountBy(static nearness => nearness).ToFrozenDictionary(), unrelated, _needs.Keys.ToFrozenSet(), broken.IsEmpty);
    }

    private static void Walk(ImmutableArray<string> from, FrozenDictionary<string, ImmutableArray<string>> along, NearnessKind kind, Dictionary<string, Nearness> near)
    {
        var ring = from;
        for (var steps = 1; !ring.IsEmpty; steps++)
        {
            var next = new List<string>();
            foreach (var service in ring.SelectMany(service => along.GetValueOrDefault(service, [])))
                if (near.TryAdd(service, new(kind, steps)))
                    next.Add(service);
            ring = [.. next];
        }
    }
}

/// <summary>The services as seen from those that broke.</summary>
internal sealed record Neighbourhood(
    FrozenDictionary<string, Nearness> Near, FrozenDictionary<Nearness, int> Sizes, int Unrelated, FrozenSet<string> Known, bool IsNowhere)
{
    public Nearness Of(string? service) =>
        service is null ? new(NearnessKind.OfAll, 0)
        : Near.TryGetValue(service, out var near) ? near
        : Known.Contains(service) && !IsNowhere ? new(NearnessKind.Unrelated, 0)
        : new(NearnessKind.Unknown, 0);

    /// <summary>How many services are as near as that; at least one.</summary>
    public int SizeOf(Nearness nearness) => Math.Max(1, nearness.Kind == NearnessKind.Unrelated ? Unrelated : Sizes.GetValueOrDefault(nearness, 1));
}
