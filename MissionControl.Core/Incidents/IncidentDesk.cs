using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Incidents.Images;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;

namespace MissionControl.Core.Incidents;

/// <summary>
/// The single writer of incidents: checks what somebody wants to do, saves it with the journal, shows it, and only then answers. What waits at
/// one time is saved together. Whoever calls has checked that they may (<see cref="Role.Responder"/>). Thread-safe.
/// </summary>
public sealed partial class IncidentDesk(IIncidentStore store, IncidentFeed feed, TimeProvider clock, ILogger<IncidentDesk> logger) : BackgroundService
{
    /// <summary>As long they stay in memory.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private const int MostAtOnce = 64;
    private const int MostWaiting = 4096;

    private readonly ILogger _logger = logger;
    private readonly Channel<Wish> _wishes = Channel.CreateBounded<Wish>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private bool _stopped;

    /// <summary>Makes an incident. With the same key again, it answers the one that was made.</summary>
    public Task<IncidentAnswer> DeclareAsync(Declared declared, Actor by, Guid key, CancellationToken cancellationToken) => WishAsync(new(null, declared, by, null, key), cancellationToken);

    /// <summary>Makes an incident and tells the public of it, both or neither. With the same key again, it answers the one that was made.</summary>
    /// <param name="at">Since when the public's word is true; <see langword="null"/>: now.</param>
    public Task<IncidentAnswer> PublishAsync(Declared declared, Updated update, DateTimeOffset? at, Actor by, Guid key, CancellationToken cancellationToken) =>
        WishAsync(new(null, declared, by, at, key) { Update = update }, cancellationToken);

    /// <param name="at">When it happened; <see langword="null"/>: now.</param>
    /// <param name="key">With the same again, nothing is done again.</param>
    public Task<IncidentAnswer> DoAsync(int incident, TimelineEvent what, Actor by, DateTimeOffset? at, Guid key, CancellationToken cancellationToken) =>
        WishAsync(new(incident, what, by, at, key), cancellationToken);

    /// <summary>Shows a picture, which is kept together with its entry or not at all.</summary>
    public Task<IncidentAnswer> ShowAsync(int incident, Picture picture, string words, Actor by, Guid key, CancellationToken cancellationToken) =>
        WishAsync(new(incident, new ImageShown(Guid.CreateVersion7(clock.GetUtcNow()), words, picture.Width, picture.Height), by, null, key) { Picture = picture }, cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _wishes.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        _stopped = true;
        while (_wishes.Reader.TryRead(out var late))
            late.Answer.TrySetResult(IncidentAnswer.Busy);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await RememberAsync(stoppingToken);
        List<Wish> together = [];
        while (await _wishes.Reader.WaitToReadAsync(stoppingToken))
        {
            while (together.Count < MostAtOnce && _wishes.Reader.TryRead(out var wish))
                together.Add(wish);
            // What failed may have been saved all the same, its answer lost: what is kept is read before anything is built upon it.
            if (!await DoAsync(together, stoppingToken))
                await RememberAsync(stoppingToken);
            together.Clear();
        }
    }

    private async Task<IncidentAnswer> WishAsync(Wish wish, CancellationToken cancellationToken)
    {
        if (_stopped || !_wishes.Writer.TryWrite(wish))
            return IncidentAnswer.Busy;
        return await wish.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RememberAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var kept = await store.ReadAsync(clock.GetUtcNow() - Remembered, stoppingToken);
                feed.Publish(new(feed.Current.Version + 1, kept.ToImmutableSortedDictionary(static one => one.Number, static one => one)));
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // An edge: until they can be read nobody can change them either.
                LogUnread(failure);
                while (_wishes.Reader.TryRead(out var waiting))
                    waiting.Answer.TrySetResult(IncidentAnswer.Busy);
                await Task.Delay(Retry, clock, stoppingToken);
            }
        }
    }

    /// <summary>Answers whether what is in memory is sure to be what is kept.</summary>
    private async Task<bool> DoAsync(List<Wish> together, CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        var all = feed.Current.All;
        List<IncidentWrite> writes = [];
        List<(Wish Wish, IncidentAnswer Answer)> answers = [];
        try
        {
            foreach (var wish in together)
            {
                var answer = await TryAsync(wish, all, now, stoppingToken);
                writes.AddRange(answer.Writes);
                all = all.SetItems(answer.Writes.Select(static write => KeyValuePair.Create(write.After.Number, write.After)));

                answers.Add((wish, answer.Answer));
            }

            if (writes.Count > 0)
            {
                await store.AppendAsync(writes, stoppingToken);
                feed.Publish(new(feed.Current.Version + 1, all));
            }

            foreach (var (wish, answer) in answers)
                wish.Answer.TrySetResult(answer);
            return true;
        }
        catch (Exception failure)
        {
            // An edge: nothing of it is kept or shown, and whoever wanted it is told so.
            if (!stoppingToken.IsCancellationRequested)
                LogUnsaved(failure, together.Count);
            foreach (var wish in together)
                wish.Answer.TrySetResult(IncidentAnswer.Busy);
            return false;
        }
    }

    private async Task<(IncidentAnswer Answer, ImmutableArray<IncidentWrite> Writes)> TryAsync(Wish wish, ImmutableSortedDictionary<int, Incident> all, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (wish.Incident is not { } number)
            return TryDeclare(wish, all, now);
        var incident = all.GetValueOrDefault(number) ?? await store.FindAsync(number, cancellationToken);
        if (incident is null)
            return (IncidentAnswer.Gone, []);
        if (incident.Keys.Contains(wish.Key))
            return (new(incident, []), []);
        var check = IncidentRules.Check(incident, wish.What, wish.By.Id, wish.At, now);
        if (!check.Problems.IsEmpty)
            return (new(incident, check.Problems), []);
        var write = Write(incident, check.What, wish, now) with { Picture = wish.Picture };
        if (MergeRules.OtherOf(check.What) is not { } otherNumber)
            return (new(write.After, []), [write]);
        // What is true of two is said in both, or in neither.
        var other = all.GetValueOrDefault(otherNumber) ?? await store.FindAsync(otherNumber, cancellationToken);
        var beside = MergeRules.Check(incident, other, check.What);
        return other is null || !beside.Problems.IsEmpty ? (new(incident, beside.Problems), []) : (new(write.After, []), [write, Write(other, beside.What, wish, now)]);
    }

    private static IncidentWrite Write(Incident incident, TimelineEvent what, Wish wish, DateTimeOffset now)
    {
        var logged = new LoggedEvent(incident.Number, incident.Last + 1, wish.At ?? now, now, wish.By.Id, wish.Key, what);
        return new(logged, wish.By, incident.With(logged));
    }

    private static (IncidentAnswer Answer, ImmutableArray<IncidentWrite> Writes) TryDeclare(Wish wish, ImmutableSortedDictionary<int, Incident> all, DateTimeOffset now)
    {
        // Newest first: whoever sends it again does so soon.
        if (all.Values.Reverse().Take(MostAtOnce).FirstOrDefault(one => one.Keys.Contains(wish.Key)) is { } already)
            return (new(already, []), []);
        var check = IncidentRules.Check((Declared)wish.What, now);
        if (!check.Problems.IsEmpty)
            return (new(null, check.Problems), []);
        var logged = new LoggedEvent(all.IsEmpty ? 1 : all.Keys.Last() + 1, 1, now, now, wish.By.Id, wish.Key, check.What);
        var incident = Incident.Begin(logged);
        IncidentWrite begun = new(logged, wish.By, incident);
        if (wish.Update is not { } update)
            return (new(incident, []), [begun]);
        var said = IncidentRules.Check(incident, update, wish.By.Id, wish.At, now);
        if (!said.Problems.IsEmpty)
            return (new(null, said.Problems), []);
        var told = Write(incident, said.What, wish with { Key = Guid.CreateVersion7(now) }, now);
        return (new(told.After, []), [begun, told]);
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "IncidentsUnread", Message = "Incidents could not be read; it is tried again")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "IncidentsUnsaved", Message = "What {Count} people did in incidents could not be saved; they are told so")]
    private partial void LogUnsaved(Exception failure, int count);

    /// <param name="Incident"><see langword="null"/>: a new one.</param>
    private sealed record Wish(int? Incident, TimelineEvent What, Actor By, DateTimeOffset? At, Guid Key)
    {
        public Picture? Picture { get; init; }

        /// <summary>What the public is told of a new one.</summary>
        public Updated? Update { get; init; }

        public TaskCompletionSource<IncidentAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <param name="Incident">As it is now; <see langword="null"/> when there is none.</param>
/// <param name="Problems">Why nothing was done; empty: it was done, and is kept.</param>
public sealed record IncidentAnswer(Incident? Incident, ImmutableArray<FieldProblem> Problems)
{
    internal static IncidentAnswer Gone { get; } = new(null, [new("", "There is no such incident.")]);

    internal static IncidentAnswer Busy { get; } = new(null, [new("", "It could not be saved. Nothing is lost on your side; try again.")]) { IsUnsaved = true };

    /// <summary>It may be tried again as it is: not the act was wrong, the store could not take it.</summary>
    public bool IsUnsaved { get; init; }

    public bool IsDone => Problems.IsEmpty;
}
