using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Inhibitions;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>The single writer of alerts: works the log into alerts and groups, saves them, publishes them. All its state is its own.</summary>
internal sealed partial class AlertInbox(
    InboxFacts inbox, IAlertStore store, AlertFeed feed, SilenceBook silences, WorkFeed works, BoardFeed board, TimeProvider clock, ILogger<AlertInbox> logger) : BackgroundService
{
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(24);
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);
    private const int MostEnded = 1000;
    private const int MostReplayed = 256;

    /// <summary>Of the log, worked in before the next publication: a page must not wait for the end of a storm.</summary>
    private const int MostAtOnce = 256;

    private readonly ILogger _logger = logger;
    private readonly PastGroups _past = new();
    private readonly PublishingPace _pace = new(clock);
    private InboxState _state = new();
    private long _workedIn;
    private Definitions _definitions = Definitions.Empty;
    private FrozenOff _off = new([]);
    private ImmutableArray<Silence> _on = [];
    private WorkCover _cover = WorkCover.None;
    private readonly InhibitionWatch _inhibitions = new();
    private CauseRules _causes = new([]);
    private AlertSense _sense = new(Definitions.Empty);
    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;
    private DateTimeOffset _agedAt = DateTimeOffset.MinValue;
    private int _groupsShown;
    private ITimer? _later;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RememberAsync(stoppingToken);
        // What was kept is shown at once, and an empty inbox is shown as such.
        Look();
        Publish(isFirst: true);
        await Task.WhenAll(TickAsync(stoppingToken), FollowAsync(board, stoppingToken), FollowAsync(silences, stoppingToken), FollowAsync(works, stoppingToken), WorkAsync(stoppingToken));
    }

    private async Task TickAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        do
            inbox.Post(InboxFact.Look.Instance);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowAsync<T>(Feed<T> followed, CancellationToken stoppingToken)
        where T : class, IVersioned
    {
        for (var current = followed.Current; ; current = await followed.NextAsync(current.Version, stoppingToken))
            inbox.Post(InboxFact.Look.Instance);
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (await inbox.Facts.WaitToReadAsync(stoppingToken))
        {
            List<InboxFact.Act> acts = [];
            List<NumberedBatch> taken = [];
            for (var count = 0; count < MostAtOnce && inbox.Facts.TryRead(out var fact); count++)
                if (fact is InboxFact.Act act)
                    acts.Add(act);
                else if (fact is InboxFact.Taken some)
                    taken.Add(some.Numbered);
            try
            {
                await TakeAsync(taken, stoppingToken);
                Look();
                foreach (var act in acts)
                    await DoAsync(act, stoppingToken);
                await SaveAsync([], stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of a loop. What is not saved stays to be saved; what came in is in the log.
                LogUnsaved(failure);
                foreach (var act in acts)
                    act.Answer.TrySetException(failure);
            }

            PublishWhenDue();
        }
    }

    public override void Dispose()
    {
        _later?.Dispose();
        base.Dispose();
    }

    private async Task RememberAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var now = clock.GetUtcNow();
                var kept = await store.ReadAsync(now - Remembered, stoppingToken);
                foreach (var group in await store.ReadPastAsync(now - PastGroups.Reach - Remembered, stoppingToken))
                    _past.Remember(group);
                _state = new();
                _state.Remember([.. kept.Groups.Select(static group => (group.Group, group.Occurrences))]);
                _workedIn = kept.WorkedIn;
                while (await store.ReadAfterAsync(_workedIn, MostReplayed, stoppingToken) is { Length: > 0 } missed)
                {
                    await TakeAsync([.. missed], stoppingToken);
                    await SaveAsync([], stoppingToken);
                }

                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // An edge: alerts that come meanwhile go into the log.
                LogUnread(failure);
                await Task.Delay(Retry, clock, stoppingToken);
            }
        }
    }

    private async Task TakeAsync(List<NumberedBatch> taken, CancellationToken cancellationToken)
    {
        // At the start the log is read from the disk, and what came in meanwhile is told as well.
        taken.RemoveAll(one => one.Number <= _workedIn);
        if (taken.Count == 0)
            return;
        await RecallAsync(taken, cancellationToken);
        foreach (var (number, batch) in taken)
        {
            _state.Take(batch);
            _workedIn = number;
        }
    }

    /// <summary>Of an alert that began long ago more may be kept than is remembered.</summary>
    private async Task RecallAsync(List<NumberedBatch> taken, CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Remembered;
        var unknown = taken.SelectMany(static one => one.Batch.Signals).Where(signal => signal.StartsAt < old)
            .Select(static signal => (Fingerprint: AlertKey.FingerprintOf(signal.Labels), signal.StartsAt))
            .Where(place => !_state.Cells.ContainsKey(place.Fingerprint)).ToHashSet();
        if (unknown.Count > 0)
            _state.Remember([.. (await store.FindAsync(unknown, cancellationToken)).Where(kept => _state.Find(kept.Group.Id) is null).Select(static kept => (kept.Group, kept.Occurrences))]);
    }

    /// <summary>Takes in what time, catalog, board, silences and planned work have become, and marks what looks another way for it.</summary>
    private void Look()
    {
        var now = clock.GetUtcNow();
        var snapshot = board.Current;
        var (definitions, off) = (snapshot.Definitions, FrozenOff.Of(snapshot));
        var working = definitions.WorkingHours;
        ImmutableArray<Silence> on = [.. silences.Current.All.Where(silence => silence.IsOn(now, working))];
        var isDefinedElse = !ReferenceEquals(definitions, _definitions);
        if (isDefinedElse)
        {
            (_causes, _sense) = (new(definitions.Services), new(definitions));
            _inhibitions.Define(definitions.Inhibitions);
        }

        var cover = WorkCover.Of(works.Current, definitions, now);
        var (hurtsElse, isSilencedElse, isCoveredElse) = (off != _off, !on.SequenceEqual(_on), !cover.Works.SequenceEqual(_cover.Works));
        (_definitions, _on, _off, _cover) = (definitions, on, off, cover);
        var isOther = isDefinedElse || isSilencedElse || isCoveredElse;
        if (isSilencedElse)
            NoteSilenced(_state.Cells.Values.Select(static cell => cell.Latest));
        // Every alert is looked at for what time made of it, which is not to be done with every message that comes in.
        var ages = now - _agedAt >= Rhythm;
        if (ages)
        {
            GiveUp(now);
            _agedAt = now;
        }

        if (isOther)
            foreach (var group in _state.Groups)
                group.Seen.Clear();
        if (isOther || hurtsElse || ages)
            foreach (var group in _state.Groups)
                if (group.Shown is { } shown && (isOther || (shown.IsOpen && (hurtsElse || HasAged(shown, now)))))
                    group.Shown = null;
        if (now - _forgotAt < TimeSpan.FromMinutes(10))
            return;
        _forgotAt = now;
        _state.Forget(now - Remembered);
        _past.Forget(now - PastGroups.Reach - Remembered);
    }

    private void GiveUp(DateTimeOffset now)
    {
        foreach (var cell in _state.Cells.Values.Where(cell => cell.Latest.EndsAt is null && AlertTimes.SilentFrom(cell.Latest) + AlertTimes.GivenUp <= now).ToList())
            _state.End(cell, cell.Latest.HoldsUntil ?? cell.Latest.HeardAt);
    }

    private bool HasAged(AlertGroup shown, DateTimeOffset now) =>
        shown.Held?.Until <= now
        || shown.Alerts.Any(alert => alert.IsOpen && _state.Cells.TryGetValue(alert.Fingerprint, out var cell)
            && (alert.State != AlertTimes.StateOf(cell.Latest, isLatest: true, now) || alert.IsFlapping != AlertTimes.IsFlapping(cell, now)));

    private async Task DoAsync(InboxFact.Act act, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (what, done, problems, facts) = (act.What, ImmutableArray.CreateBuilder<Guid>(), new List<string>(), new List<JournalFact>());
        List<(GroupCell Group, GroupFacts Before)> undo = [];
        foreach (var id in what.Groups.Distinct())
        {
            if (_state.Find(id) is not { } group)
            {
                problems.Add("It is over for more than a day.");
                continue;
            }

            var step = what.Step(group.Shown ?? Viewer(now).View(group, _state, 0), group.Facts, now);
            if (step.Next is not { } next)
            {
                problems.Add(step.Problem!);
                continue;
            }

            facts.Add(new(what.Kind, id.ToString(), what.By, now, new JsonObject { ["before"] = Body(group.Facts), ["after"] = Body(next) }));
            undo.Add((group, group.Facts));
            _state.Say(group, next);
            done.Add(id);
        }

        try
        {
            if (facts.Count > 0)
                await SaveAsync(facts, cancellationToken);
        }
        catch
        {
            foreach (var (group, before) in undo)
                _state.Say(group, before);
            throw;
        }

        Publish();
        act.Answer.TrySetResult(new(done.ToImmutable(), [.. problems.Distinct()]));
    }

    private static JsonObject Body(GroupFacts facts) => new()
    {
        ["acknowledgedBy"] = facts.Acknowledged?.By,
        ["heldUntil"] = facts.Held is { } held ? Words.Machine(held.Until) : null,
        ["outcome"] = facts.Outcome?.ToString(),
    };

    private async Task SaveAsync(List<JournalFact> facts, CancellationToken cancellationToken)
    {
        NoteSilenced(_state.Unsaved);
        var change = _state.TakeChange();
        if (change.IsEmpty && facts.Count == 0)
            return;
        try
        {
            await store.SaveAsync(change, _workedIn, facts, cancellationToken);
        }
        catch
        {
            _state.PutBack(change);
            throw;
        }

        foreach (var group in change.Groups)
            _past.Remember(new(group.Id, group.Key, group.Since, group.Facts.Outcome));
        foreach (var gone in change.Gone)
            _past.Drop(gone);
    }

    /// <summary>A silence has hidden what it catches when that comes in, and what fires already when it begins.</summary>
    private void NoteSilenced(IEnumerable<Occurrence> occurrences)
    {
        foreach (var occurrence in occurrences.Where(static one => one is { Silence: null, EndsAt: null }).ToList())
            if (_on.FirstOrDefault(silence => silence.Catches(occurrence.Labels)) is { } silence)
                _state.MarkSilenced(occurrence, silence.Id);
    }

    private AlertViewer Viewer(DateTimeOffset now) => new(_sense, _on, _cover, _off, _past, now);

    /// <summary>Now, or when the last publication is long enough ago; what comes in until then is shown with it.</summary>
    private void PublishWhenDue()
    {
        var wait = _pace.Wait;
        if (wait <= TimeSpan.Zero)
        {
            _pace.Run(PublishOrSay);
            return;
        }

        // The loop must turn once more, though nothing else may come.
        _later ??= clock.CreateTimer(_ => inbox.Post(InboxFact.Look.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _later.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void PublishOrSay()
    {
        try
        {
            Publish();
        }
        catch (Exception failure)
        {
            // The edge of a loop: what is shown stays as it was, and the next fact tries again.
            LogUnshown(failure);
        }
    }

    private void Publish(bool isFirst = false)
    {
        var before = feed.Current;
        var (now, version) = (clock.GetUtcNow(), before.Version + 1);
        var viewer = Viewer(now);
        var moved = false;
        foreach (var group in _state.Groups.Where(static group => group.Shown is null))
        {
            group.Viewed = viewer.View(group, _state, version);
            moved = true;
        }

        var count = _state.Groups.Count();
        if (!moved && count == _groupsShown && !isFirst)
            return;
        _groupsShown = count;
        _inhibitions.Show([.. _state.Groups], version);
        var openCells = _state.Groups.Where(static group => group.EndedAt is null).ToList();
        var follows = openCells.Where(static group => group.FollowsFrom is not null).ToDictionary(static group => group.Id, static group => group.FollowsFrom!.Value);
        var explained = _causes.Explain([.. openCells.Select(static group => group.Shown!)], follows);
        foreach (var group in openCells)
        {
            Guid? cause = explained.TryGetValue(group.Id, out var found) ? found : null;
            if (group.Shown!.ExplainedBy != cause)
                group.Shown = group.Shown with { ExplainedBy = cause, Version = version };
        }

        var shown = _state.Groups.Select(static group => group.Shown!).ToList();
        feed.Publish(new()
        {
            Version = version,
            At = now,
            Open = [.. shown.Where(static group => group.IsOpen).OrderBy(static group => group.Hurting.IsEmpty).ThenBy(static group => group.Urgency).ThenByDescending(static group => group.Since).ThenBy(static group => group.Id)],
            Ended = [.. shown.Where(static group => !group.IsOpen).OrderByDescending(static group => group.EndedAt).ThenBy(static group => group.Id).Take(MostEnded)],
        });
    }
}
