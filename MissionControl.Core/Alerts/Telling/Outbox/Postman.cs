using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Telling.Subscribing;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>
/// Takes letters to where they go: at least once, one lane in its order, every destination at its own pace. One that fails is tried again for a
/// day; one that answers badly several times in a row is left alone for a while.
/// </summary>
internal sealed partial class Postman(ILetterStore store, IChannels channels, OutboxBell bell, TimeProvider clock, ILogger<Postman> logger) : BackgroundService
{
    private const int Bag = 200;
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;

    // By destination; touched by the loop alone.
    private readonly Dictionary<string, Round> _rounds = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var wait = await TryStartRoundsAsync(stoppingToken) ? Rhythm : AfterFailure;
                await bell.WaitAsync(wait, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; what waits is taken up at the next start.
            await Task.WhenAll(_rounds.Values.Select(static round => round.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryStartRoundsAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!channels.IsReady)
                return true;
            var now = clock.GetUtcNow();
            // Who is out now may be back when it is read what is due, and what is read may be what they have delivered meanwhile: they ring when they are back.
            var away = _rounds.Where(static one => one.Value.IsOut).Select(static one => one.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var bag in (await store.ReadDueAsync(now, Bag, stoppingToken)).GroupBy(static due => due.Letter.Destination))
            {
                if (!_rounds.TryGetValue(bag.Key, out var round))
                    _rounds[bag.Key] = round = new();
                if (away.Contains(bag.Key) || round.NotBefore > now)
                    continue;
                round.IsOut = true;
                round.Task = RunAsync(round, [.. bag], stoppingToken);
            }

            return true;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The edge of a loop: the database may be back in a moment.
            LogUnread(failure);
            return false;
        }
    }

    private async Task RunAsync(Round round, ImmutableArray<DueLetter> bag, CancellationToken stoppingToken)
    {
        try
        {
            // The loop goes on at once.
            await Task.Yield();
            var channel = channels.Find(bag[0].Letter.Destination);
            foreach (var handful in bag.Chunk(channel?.AtOnce ?? Bag))
                if (!await DeliverAsync(round, channel, handful, stoppingToken))
                    break;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The edge of a loop: what was not recorded is sent again, which receivers can tell by its id.
            round.NotBefore = clock.GetUtcNow() + AfterFailure;
            LogUnrecorded(failure);
        }
        finally
        {
            // What is next in the lanes just served. Back first, or the loop would hear the bell, find the round still out and pass it over.
            round.IsOut = false;
            bell.Ring();
        }
    }

    /// <summary>All at one time, each of another lane. Answers whether the destination may be given more.</summary>
    private async Task<bool> DeliverAsync(Round round, IChannel? channel, DueLetter[] handful, CancellationToken stoppingToken)
    {
        var attempts = Array.ConvertAll(handful, due => TryAsync(channel, due, stoppingToken));
        Task all = Task.WhenAll(attempts);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<Attempt> tried = [];
        foreach (var attempt in attempts)
            if (attempt.IsCompletedSuccessfully)
                tried.Add(await attempt);
        // What has gone out has gone out, also when the app stops meanwhile.
        await store.RecordAsync([.. tried.Select(static one => one.Outcome)], clock.GetUtcNow(), CancellationToken.None);
        await all;
        if (tried.Find(static one => one.Delivery?.Result == DeliveryResult.Later) is not { Delivery: { } later } failed)
        {
            round.Failures = 0;
            return true;
        }

        round.Failures = tried.Exists(static one => one.Delivery?.Result == DeliveryResult.Sent) ? 1 : round.Failures + 1;
        var pause = RetryRules.Backoff(round.Failures);
        round.NotBefore = clock.GetUtcNow() + (later.Wait is { } asked && asked > pause ? asked : pause);
        LogLater(failed.Outcome.Letter.Destination, failed.Outcome.Letter.Id, later.Words);
        return false;
    }

    private async Task<Attempt> TryAsync(IChannel? channel, DueLetter due, CancellationToken stoppingToken)
    {
        var letter = due.Letter;
        if (letter.Kind == LetterKind.AllClear && !due.HasBefore)
            return new(new(letter with { State = LetterState.Superseded, Problem = "Nobody was told that it began" }, null), null);
        var delivery = channel is null
            ? Delivery.Never(Subscription.IsPersonal(letter.Destination) ? "The catalog names no mail server" : "The catalog no longer has this destination")
            : await channel.DeliverAsync(due, stoppingToken);
        return new(new(After(letter with { Attempts = letter.Attempts + 1 }, delivery, clock.GetUtcNow()), delivery.Reference), delivery);
    }

    private Letter After(Letter letter, Delivery delivery, DateTimeOffset now)
    {
        switch (delivery.Result)
        {
            case DeliveryResult.Sent:
                return letter with { State = LetterState.Sent, SentAt = now, Problem = delivery.Words.Length == 0 ? null : delivery.Words };
            case DeliveryResult.Later when RetryRules.Next(letter, now, delivery.Wait) is { } next:
                return letter with { NextAt = next, Problem = delivery.Words };
            default:
                LogDead(letter.Destination, letter.Id, letter.Attempts, delivery.Words);
                return letter with { State = LetterState.Dead, Problem = delivery.Words };
        }
    }

    /// <param name="Delivery"><see langword="null"/> when nothing was sent.</param>
    private sealed record Attempt(Outcome Outcome, Delivery? Delivery);

    /// <summary>How it goes with one destination. Written by its own run; the loop reads it when that is back.</summary>
    private sealed class Round
    {
        private volatile bool _isOut;

        public bool IsOut
        {
            get => _isOut;
            set => _isOut = value;
        }

        public Task Task { get; set; } = Task.CompletedTask;

        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue;

        public int Failures { get; set; }
    }
}

/// <summary>Rung when there is something new for the <see cref="Postman"/>. Thread-safe.</summary>
public sealed class OutboxBell
{
    private readonly Bell _bell = new();

    public void Ring() => _bell.Ring();

    internal Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
