using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Changes;

/// <summary>
/// What was told, in memory as far back as charts reach, and the one place that takes more: checked, saved with the journal, then shown.
/// Thread-safe.
/// </summary>
public sealed partial class ChangeBook : Feed<ToldChanges>, IDisposable
{
    /// <summary>As long as history is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>The most in memory: fifty a day for all that time.</summary>
    private const int MostRemembered = 20_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IChangeStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<ChangeBook> _logger;

    public ChangeBook(IChangeStore store, TimeProvider clock, ILogger<ChangeBook> logger)
        : base(ToldChanges.None) => (_store, _clock, _logger) = (store, clock, logger);

    /// <summary>Answers the change as it is kept, or every problem with it. A store that fails is an exception.</summary>
    public async Task<ChangeAnswer> TellAsync(ChangeDraft draft, Actor by, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var answer = ChangeRules.Check(draft, Guid.CreateVersion7(now), now);
        if (answer.Change is not { } change)
            return answer;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Nobody takes a name that another sender gave, or will give, to a change of theirs.
            var kept = await _store.TellAsync(change with { Sender = by.Id }, by, cancellationToken);
            var isNew = kept.Id == change.Id;
            if (isNew)
                Move(Current.With(kept, now - Kept, MostRemembered));
            return new(kept, isNew, []);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Notes what somebody found out about a change, saved before it is shown. A store that fails is an exception.</summary>
    /// <param name="mark"><see langword="null"/> takes back what was said.</param>
    public async Task<MarkAnswer> MarkAsync(Guid change, ChangeMark? mark, Actor by, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var answer = await _store.MarkAsync(change, mark, by, _clock.GetUtcNow(), cancellationToken);
            if (answer.Change is { } marked)
                Move(Current.With(marked));
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task<ImmutableArray<Change>> ReadAsync(ChangeQuestion question, CancellationToken cancellationToken) => _store.ReadAsync(question, cancellationToken);

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes up what is kept; <see langword="false"/> when it cannot be read, and then the book stays as it is.</summary>
    internal async Task<bool> RememberAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            var kept = await _store.ReadAsync(new(now - Kept, now + ChangeRules.FurthestAhead, null, null, MostRemembered), cancellationToken);
            Move(new ToldChanges(Current.Version + 1, kept));
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: the board goes on without changes until they can be read.
            LogUnread(_logger, failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "ChangesUnread", Message = "Told changes could not be read; the board goes on without them and they are tried again")]
    private static partial void LogUnread(ILogger logger, Exception failure);
}
