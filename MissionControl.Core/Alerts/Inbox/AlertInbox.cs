using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>The single writer of alerts: works the log into alerts and groups, saves them, publishes them. All its state is its own.</summary>
internal sealed partial class AlertInbox(
    InboxFacts inbox, IAlertStore store, AlertFeed feed, InboxSurroundings around, TimeProvider clock, ILogger<AlertInbox> logger) : BackgroundService
{
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(24);
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);
    private const int MostReplayed = 256;

    /// <summary>Of the log, worked in before the next publication: a page must not wait for the end of a storm.</summary>
    private const int MostAtOnce = 256;

    private readonly ILogger _logger = logger;
    private readonly InboxShowing _showing = new(feed, around);
    private readonly PastGroups _past = new();
    private readonly PublishingPace _pace = new(TimeProvider.System);

    // Not worked in yet.
    private readonly List<NumberedBatch> _taken = [];

    private InboxState _state = new();
    private long _workedIn;
    private DateTimeOffset _forgotAt = DateTimeOffset.MinValue;
    private ITimer? _later;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RememberAsync(stoppingToken);
        // What was kept is shown at once, and an empty inbox is shown as such.
        Look();
        _showing.Publish(_state, Viewer(), isFirst: true);
        await Task.WhenAll(
            TickAsync(stoppingToken), FollowAsync(around.Board, stoppingToken), FollowAsync(around.Silences, stoppingToken), FollowAsync(around.Works, stoppingToken), WorkAsync(stoppingToken));
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
            for (var count = 0; count < MostAtOnce && inbox.Facts.TryRead(out var fact); count++)
                if (fact is InboxFact.Act act)
                    acts.Add(act);
                else if (fact is InboxFact.Taken some)
                    _taken.Add(some.Numbered);
            try
            {
                await TakeAsync(_taken, stoppingToken);
                Look();
                foreach (var act in acts)
                    await DoAsync(act, stoppingToken);
                await SaveAsync([], stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The edge of a loop. What is not saved stays to be saved, and what came in to be worked in.
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
                await around.CatalogAsync(stoppingToken);
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
        _state.Grouping = around.Grouping;
        foreach (var (number, batch) in taken)
        {
            // First: one that cannot be worked in must not stand in the way of all others for ever.
            _workedIn = number;
            _state.Take(batch);
        }

        taken.Clear();
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

    private void Look()
    {
        var now = clock.GetUtcNow();
        around.Look(_state, now);
        if (now - _forgotAt < TimeSpan.FromMinutes(10))
            return;
        _forgotAt = now;
        _state.Forget(now - Remembered);
        _past.Forget(now - PastGroups.Reach - Remembered);
    }

    private AlertViewer Viewer() => around.Viewer(_past, clock.GetUtcNow());

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

            var step = what.Step(group.Shown ?? Viewer().View(group, _state, 0), group.Facts, now);
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

        _showing.Publish(_state, Viewer(), isFirst: false);
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
        around.NoteSilenced(_state, _state.Unsaved);
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
        _later ??= _pace.NewTimer(() => inbox.Post(InboxFact.Look.Instance));
        _later.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void PublishOrSay()
    {
        try
        {
            _showing.Publish(_state, Viewer(), isFirst: false);
        }
        catch (Exception failure)
        {
            // The edge of a loop: what is shown stays as it was, and the next fact tries again.
            LogUnshown(failure);
        }
    }
}
