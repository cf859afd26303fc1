using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Calendars;

namespace MissionControl.Tests.Support;

/// <summary>Stretches without a database.</summary>
internal sealed class RememberedStretches : IStretchStore
{
    private readonly Dictionary<Guid, (Stretch Stretch, bool Stands)> _kept = [];

    public bool IsBroken { get; set; }

    public StretchBook Book(TimeProvider clock) => new(this, clock, NullLogger<StretchBook>.Instance);

    public Task<ImmutableArray<Stretch>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Answer<ImmutableArray<Stretch>>(() => [.. _kept.Values.Where(kept => kept.Stands).Select(kept => kept.Stretch)]);

    public Task DeclareAsync(Stretch stretch, CancellationToken cancellationToken) => Answer(() => _kept[stretch.Id] = (stretch, true));

    public Task<Stretch?> WithdrawAsync(Guid id, DateTimeOffset at, string? by, CancellationToken cancellationToken) => Answer(() => Mark(id, false));

    public Task<Stretch?> RestoreAsync(Guid id, DateTimeOffset at, string? by, CancellationToken cancellationToken) => Answer(() => Mark(id, true));

    private Stretch? Mark(Guid id, bool stands)
    {
        if (!_kept.TryGetValue(id, out var kept) || kept.Stands == stands)
            return null;
        _kept[id] = (kept.Stretch, stands);
        return kept.Stretch;
    }

    private Task<T> Answer<T>(Func<T> answer) => IsBroken ? Task.FromException<T>(new IOException("the disk is gone")) : Task.FromResult(answer());
}
