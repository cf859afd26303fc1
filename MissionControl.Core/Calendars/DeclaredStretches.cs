using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Calendars;

/// <summary>Every stretch that stands, at one moment. Immutable; looking up allocates nothing.</summary>
public sealed class DeclaredStretches : IVersioned
{
    public static readonly DeclaredStretches None = new(0, []);

    private readonly FrozenDictionary<string, ImmutableArray<Stretch>> _byBpm;
    private readonly ImmutableArray<Stretch> _everyone;

    /// <param name="version">Rises with every change.</param>
    /// <param name="all">In any order.</param>
    public DeclaredStretches(long version, IEnumerable<Stretch> all)
    {
        Version = version;
        All = [.. all.OrderBy(stretch => stretch.From).ThenBy(stretch => stretch.DeclaredAt).ThenBy(stretch => stretch.Id)];
        _everyone = All.RemoveAll(stretch => stretch.Bpm is not null);
        _byBpm = All.Select(stretch => stretch.Bpm).OfType<string>().Distinct()
            .ToFrozenDictionary(bpm => bpm, bpm => All.RemoveAll(stretch => !stretch.Concerns(bpm)));
    }

    public long Version { get; }

    /// <summary>Those that begin first come first; over for up to 400 days, running and coming.</summary>
    public ImmutableArray<Stretch> All { get; }

    /// <summary>Those that speak of a metric, by its own name or as one of all; those that begin first come first.</summary>
    public ImmutableArray<Stretch> For(string bpm) => _byBpm.GetValueOrDefault(bpm, _everyone);

    /// <summary>What excuses a metric at a moment, whatever its value is: of several, the one declared last. <see langword="null"/> when nothing does.</summary>
    public Stretch? ExpectedAt(string bpm, DateTimeOffset at)
    {
        Stretch? found = null;
        foreach (var stretch in For(bpm))
            if (stretch.IsExpected && stretch.Covers(at) && (found is null || stretch.DeclaredAt >= found.DeclaredAt))
                found = stretch;
        return found;
    }

    /// <summary>The latest new normal of a metric that had begun by a moment; <see langword="null"/> when none.</summary>
    public Stretch? NewNormalAt(string bpm, DateTimeOffset at)
    {
        Stretch? found = null;
        foreach (var stretch in For(bpm))
            if (!stretch.IsException && stretch.Covers(at))
                found = stretch;
        return found;
    }
}
