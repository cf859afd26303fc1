using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;

namespace MissionControl.Tests.Support;

/// <summary>Stretches without a database.</summary>
internal sealed class RememberedStretches : IStretchStore
{
    private readonly Dictionary<Guid, (Stretch Stretch, bool Stands)> _kept = [];

    public bool IsBroken { get; set; }

    /// <summary>Who made the last change.</summary>
    public Actor? LastBy { get; private set; }

    public StretchBook Book(TimeProvider clock) => new(this, clock, NullLogger<StretchBook>.Instance);

    public Task<ImmutableArray<Stretch>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Answer<ImmutableArray<Stretch>>(() => [.. _kept.Values.Where(kept => kept.Stands).Select(kept => kept.Stretch)]);

    public Task DeclareAsync(Stretch stretch, Actor by, CancellationToken cancellationToken) => Answer(() =>
    {
        LastBy = by;
        return _kept[stretch.Id] = (stretch, true);
    });

    public Task<Stretch?> ChangeAsync(Guid id, Stretch next, Actor by, CancellationToken cancellationToken) => Answer(() =>
    {
        if (Mark(id, false, by) is not { } before)
            return null;
        _kept[next.Id] = (next, true);
        return before;
    });

    public Task<Stretch?> ChangeBackAsync(Guid id, Guid before, DateTimeOffset at, Actor by, CancellationToken cancellationToken) =>
        Answer(() => Mark(id, false, by) is null ? null : Mark(before, true, by));

    public Task<Stretch?> WithdrawAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => Answer(() => Mark(id, false, by));

    public Task<Stretch?> RestoreAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => Answer(() => Mark(id, true, by));

    private Stretch? Mark(Guid id, bool stands, Actor by)
    {
        LastBy = by;
        if (!_kept.TryGetValue(id, out var kept) || kept.Stands == stands)
            return null;
        _kept[id] = (kept.Stretch, stands);
        return kept.Stretch;
    }

    private Task<T> Answer<T>(Func<T> answer) => IsBroken ? Task.FromException<T>(new IOException("the disk is gone")) : Task.FromResult(answer());
}
