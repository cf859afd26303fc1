using System.Collections.Immutable;
using MissionControl.Core.Changes;
using MissionControl.Core.People;

namespace MissionControl.Tests.Support;

/// <summary>Changes without a database.</summary>
internal sealed class RememberedChanges : IChangeStore
{
    private readonly List<Change> _kept = [];

    public Task<Change> TellAsync(Change change, Actor by, CancellationToken cancellationToken)
    {
        if (_kept.Find(known => known.Key == change.Key && known.Sender == change.Sender) is { } known)
            return Task.FromResult(known);
        _kept.Add(change);
        return Task.FromResult(change);
    }

    public Task<MarkAnswer> MarkAsync(Guid change, ChangeMark? mark, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var index = _kept.FindIndex(known => known.Id == change);
        if (index < 0)
            return Task.FromResult(new MarkAnswer(null, null));
        var before = _kept[index].Mark;
        _kept[index] = _kept[index] with { Mark = mark, MarkedAt = mark is null ? null : at };
        return Task.FromResult(new MarkAnswer(_kept[index], before));
    }

    public Task<ImmutableArray<Change>> ReadAsync(ChangeQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Change>>([.. _kept.Where(change => change.At >= question.From && change.At <= question.To).OrderByDescending(change => change.At).Take(question.Most)]);

    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(_kept.RemoveAll(change => change.At < before));
}
