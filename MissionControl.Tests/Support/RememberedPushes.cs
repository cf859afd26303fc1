using System.Collections.Immutable;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;

namespace MissionControl.Tests.Support;

/// <summary>Nothing was ever pushed.</summary>
internal sealed class RememberedPushes : IPushedSampleStore
{
    public Task<ImmutableDictionary<string, DateTimeOffset>> SaveAsync(IReadOnlyList<PushedSample> samples, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableDictionary<string, DateTimeOffset>.Empty);

    public Task<ImmutableArray<Sample>> ReadAsync(string bpm, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<Sample>.Empty);

    public Task<Sample?> ReadLatestAsync(string bpm, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult<Sample?>(null);
}
