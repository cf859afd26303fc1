using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>Learned baselines, kept so that a restart has bands at once.</summary>
public interface IBaselineStore
{
    /// <summary>Replaces what is kept for the same BPM.</summary>
    Task SaveAsync(IReadOnlyList<StoredBaseline> baselines, CancellationToken cancellationToken);

    Task<ImmutableArray<StoredBaseline>> ReadAllAsync(CancellationToken cancellationToken);
}

/// <summary>A baseline in its stored form.</summary>
/// <param name="Bpm">The BPM's id.</param>
/// <param name="Definition">A fingerprint of the query and policy it was learned from; another fingerprint makes it void.</param>
/// <param name="LearnedAt">When it was learned.</param>
/// <param name="Body">The band engine's own serialisation (UTF-8 JSON).</param>
public sealed record StoredBaseline(string Bpm, string Definition, DateTimeOffset LearnedAt, ReadOnlyMemory<byte> Body);
