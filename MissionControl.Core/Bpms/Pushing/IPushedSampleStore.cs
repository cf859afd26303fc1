using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Pushing;

/// <summary>Pushed samples: one a second per BPM, thinned with age, kept for as long as bands learn from them.</summary>
public interface IPushedSampleStore
{
    /// <summary>
    /// Saves all of them or none. One at a second that has one already takes its place. Answers when each BPM's latest sample was before;
    /// those that had none are not in it.
    /// </summary>
    Task<ImmutableDictionary<string, DateTimeOffset>> SaveAsync(IReadOnlyList<PushedSample> samples, CancellationToken cancellationToken);

    /// <summary>Oldest first, both ends inclusive.</summary>
    Task<ImmutableArray<Sample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The latest at that moment or before; <see langword="null"/> when there is none.</summary>
    Task<Sample?> ReadLatestAsync(string bpm, DateTimeOffset at, CancellationToken cancellationToken);
}
