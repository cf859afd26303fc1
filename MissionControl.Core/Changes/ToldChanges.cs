using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Changes.Guilt;

namespace MissionControl.Core.Changes;

/// <summary>What was told, at one moment. Immutable.</summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="All">The newest first.</param>
public sealed record ToldChanges(long Version, ImmutableArray<Change> All) : IVersioned
{
    public static readonly ToldChanges None = new(0, []);

    private PastGuilt? _past;

    /// <summary>What changes like these did before. Counted when it is first needed.</summary>
    public PastGuilt Past => LazyInitializer.EnsureInitialized(ref _past, () => PastGuilt.Of(All));

    /// <summary>Those that began at a moment or later, the newest first.</summary>
    public IEnumerable<Change> Since(DateTimeOffset from) => All.TakeWhile(change => change.At >= from);

    /// <summary>With one as it is now.</summary>
    internal ToldChanges With(Change change) => new(Version + 1, [.. All.Select(other => other.Id == change.Id ? change : other)]);

    internal ToldChanges With(Change change, DateTimeOffset since, int most) =>
        new(Version + 1, [.. All.Add(change).Where(other => other.At >= since).OrderByDescending(static other => other.At).ThenByDescending(static other => other.Id).Take(most)]);
}
