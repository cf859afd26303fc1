using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Memory;

/// <summary>What we showed, kept: one sample a minute per BPM, thinned with age.</summary>
public interface ISampleStore
{
    /// <summary>Saves all or none. A second sample for the same BPM and minute replaces the first.</summary>
    Task SaveAsync(IReadOnlyList<ShownSample> samples, CancellationToken cancellationToken);

    /// <summary>Oldest first, both ends inclusive.</summary>
    Task<ImmutableArray<ShownSample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Of every BPM, in one read, for the start: oldest first within each BPM.</summary>
    Task<ImmutableDictionary<string, ImmutableArray<ShownSample>>> ReadAllSinceAsync(DateTimeOffset from, CancellationToken cancellationToken);
}

/// <summary>A sample as it was shown: with its band and state.</summary>
public sealed record ShownSample(string Bpm, Sample Sample, Band? Band, TileState State);
