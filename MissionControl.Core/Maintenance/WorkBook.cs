using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.People;

namespace MissionControl.Core.Maintenance;

/// <summary>
/// The one place that changes planned work: checked, saved with the journal, then shown. Whoever calls has checked that they may
/// (<see cref="Role.Responder"/>). A store that fails is words in the answer, and nothing has changed then. Thread-safe.
/// </summary>
public sealed partial class WorkBook(IWorkStore store, WorkFeed feed, DefinitionsFeed definitions, TimeProvider clock, ILogger<WorkBook> logger) : IDisposable
{
    /// <summary>As long they stay in memory and public.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    /// <summary>How often a number is looked for when another process takes it first.</summary>
    private const int Attempts = 5;

    private static readonly Actor _self = Actor.System;
    private readonly ILogger _logger = logger;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>With the same key again, it answers the one that was scheduled.</summary>
    public Task<WorkAnswer> ScheduleAsync(WorkDraft draft, Actor by, Guid key, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            for (var attempt = 1; ; attempt++)
            {
                var all = feed.Current.All;
                if (all.Values.FirstOrDefault(work => work.Key == key) is { } already)
                    return new(already, []);
                if (feed.Current.Live.Length >= WorkRules.MostLive)
                    return new(null, [new("", $"There are {WorkRules.MostLive} planned works already; end or cancel some first.")]);
                var answer = WorkRules.Schedule(draft, new(all.IsEmpty ? 1 : all.Keys.Last() + 1, Guid.CreateVersion7(now), by.Id, key, now), definitions.Current.Definitions);
                if (answer.Work is not { } work)
                    return answer;
                var saved = await SaveAsync(new(null, work, "planned.scheduled", by, now), cancellationToken);
                // Another process took the number; all that it wrote is known now, so the next one is free, unless it goes on.
                if (saved.IsDone || attempt == Attempts)
                    return saved.IsDone ? saved : WorkAnswer.Busy;
            }
        },
        cancellationToken);

    /// <param name="seen">The edition that whoever does it saw.</param>
    public Task<WorkAnswer> DoAsync(int number, WorkAct act, int seen, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        async now =>
        {
            if (feed.Current.Find(number) is not { } before)
                return WorkAnswer.Gone;
            var answer = WorkRules.Do(before, act, seen, definitions.Current.Definitions, now);
            return answer.IsDone ? await SaveAsync(new(before, answer.Work!, KindOf(before, answer.Work!), by, now), cancellationToken) : answer;
        },
        cancellationToken);

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes up what is kept; <see langword="false"/> when it cannot be read, and then nobody can change anything either.</summary>
    internal async Task<bool> RememberAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await ReadLockedAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: it is tried again until it can be read.
            LogUnread(failure);
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Says what is due by now, each once: it is saved before it is shown.</summary>
    internal async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            foreach (var work in feed.Current.Live)
                for (var before = work; NoticeRules.Next(before, now) is { } next;)
                {
                    var answer = await SaveAsync(new(before, next, KindOf(before, next), _self, now), cancellationToken);
                    if (answer.Work is not { } after || !answer.IsDone)
                        break;
                    before = after;
                }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: what is not saved was not said, and is tried again.
            LogUnsaid(failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<WorkAnswer> ChangeAsync(Func<DateTimeOffset, Task<WorkAnswer>> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return feed.Current.Version == 0 ? WorkAnswer.Busy : await change(clock.GetUtcNow());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An edge: whoever asked is told, and may ask again.
            LogUnsaved(failure);
            return WorkAnswer.Busy;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Called with the gate held.
    private async Task<WorkAnswer> SaveAsync(WorkWrite write, CancellationToken cancellationToken)
    {
        var after = write.After with { Version = (write.Before?.Version ?? 0) + 1 };
        if (await store.SaveAsync(write with { After = after }, cancellationToken))
        {
            feed.Publish(new(feed.Current.Version + 1, feed.Current.All.SetItem(after.Number, after)));
            return new(after, []);
        }

        // Another process was quicker.
        await ReadLockedAsync(cancellationToken);
        return WorkAnswer.Overtaken(feed.Current.Find(after.Number));
    }

    private async Task ReadLockedAsync(CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(clock.GetUtcNow() - Remembered, cancellationToken);
        feed.Publish(new(feed.Current.Version + 1, kept.ToImmutableSortedDictionary(static work => work.Number, static work => work)));
    }

    private static string KindOf(Work before, Work after) =>
        (after.Notices.Length > before.Notices.Length ? after.Notices[^1] : null) switch
        {
            null => "planned.changed",
            { Kind: NoticeKind.Changed } => "planned.changed",
            { Kind: NoticeKind.Moved } => "planned.moved",
            { Kind: NoticeKind.Ended } => "planned.ended",
            { Kind: NoticeKind.Cancelled } => "planned.cancelled",
            { Skipped: not null } => "planned.skipped",
            { Kind: NoticeKind.Started } => "planned.started",
            _ => "planned.announced",
        };

    [LoggerMessage(Level = LogLevel.Error, EventName = "WorksUnread", Message = "Planned work could not be read; it is tried again")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "WorkUnsaved", Message = "Planned work could not be changed; whoever asked was told")]
    private partial void LogUnsaved(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "WorkUnannounced", Message = "What is due of planned work could not be announced; it is tried again")]
    private partial void LogUnsaid(Exception failure);
}
