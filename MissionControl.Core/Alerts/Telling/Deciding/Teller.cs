using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>
/// Follows the alerts and sees to it that everybody knows what they must. Looks at how things stand, not at what happened, so nothing is lost or
/// said twice over a restart: what was told and the letters that tell it are saved as one.
/// </summary>
internal sealed partial class Teller(TellerFeeds feeds, IAlertWords words, ILetterStore store, ISubscriptionStore subscriptions, OutboxBell bell, TellingOptions options, TimeProvider clock, ILogger<Teller> logger) : BackgroundService
{
    /// <summary>What breaks together is told together.</summary>
    internal static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(250);

    /// <summary>Mornings come, holds end and rotas turn without any alert moving.</summary>
    internal static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private Dictionary<Guid, Told>? _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CatalogAsync(stoppingToken);
            // Before the first snapshot nothing is known, which is not the same as nothing being wrong.
            var seen = (await feeds.Alerts.NextAsync(0, stoppingToken)).Version;
            while (true)
            {
                await Task.Delay(Settle, clock, stoppingToken);
                var snapshot = feeds.Alerts.Current;
                if (await TryReconcileAsync(snapshot, stoppingToken))
                    seen = snapshot.Version;
                else
                    await Task.Delay(AfterFailure, clock, stoppingToken);
                await WaitAsync(seen, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; the next start sees what is left to tell.
        }
    }

    /// <summary>A start with a broken catalog leaves routes, rules and hours unknown, not gone: what is decided by them waits until one runs.</summary>
    private async Task CatalogAsync(CancellationToken stoppingToken)
    {
        for (var running = feeds.Definitions.Current; ReferenceEquals(running.Definitions, Definitions.Empty);)
            running = await feeds.Definitions.NextAsync(running.Version, stoppingToken);
    }

    private async Task WaitAsync(long seen, CancellationToken stoppingToken)
    {
        using var tired = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task moved = feeds.Alerts.NextAsync(seen, tired.Token);
        var late = Task.Delay(Rhythm, clock, tired.Token);
        await Task.WhenAny(moved, late);
        await tired.CancelAsync();
        await Task.WhenAll(moved, late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryReconcileAsync(AlertsSnapshot snapshot, CancellationToken stoppingToken)
    {
        try
        {
            var now = clock.GetUtcNow();
            _told ??= (await store.ReadToldAsync(now - TellingRules.FlapRest, stoppingToken)).ToDictionary(static told => told.Id);
            var definitions = SubscriptionRules.With(feeds.Definitions.Current.Definitions, await subscriptions.ReadAsync(stoppingToken));
            var acts = TellingRules.Decide(new(snapshot, definitions, [.. _told.Values], now));
            if (acts.IsEmpty)
                return true;
            List<Order> alone = [], together = [];
            foreach (var act in acts)
                (act.Step == TellingStep.Together ? together : alone).Add(await OrderOfAsync(act, definitions, now, stoppingToken));
            foreach (var orders in together.GroupBy(static order => (order.Told.Destination, order.Told.Audience)))
                await QueueAsync([.. orders], Digest.Of([.. orders], options.Origin, now), now, stoppingToken);
            if (alone.Count > 0)
                await QueueAsync([.. alone], null, now, stoppingToken);
            bell.Ring();
            return true;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // The edge of a loop: what was told is read anew, since it is not known what was saved.
            _told = null;
            LogFailed(failure);
            return false;
        }
    }

    private async Task QueueAsync(ImmutableArray<Order> orders, Letter? digest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await (digest is null ? store.QueueAsync(orders, now, cancellationToken) : store.QueueDigestAsync(digest, orders, now, cancellationToken));
        Remember(orders, now);
    }

    private async Task<Order> OrderOfAsync(TellingAct act, Definitions definitions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = TellingRules.After(act, now, act.Before?.Id ?? Guid.CreateVersion7(now));
        if (act.Step is TellingStep.Open or TellingStep.Together && act.Route is { } route)
            told = told with { Addressee = RouteRules.Addressee(route, definitions, now) };
        // Somebody who was disabled, or subscribes to nothing any more, hears nothing any more.
        if (Subscription.IsPersonal(told.Destination) && definitions.Destinations.All(destination => destination.Id != told.Destination))
            return new(told, null);
        var kind = act.Step switch
        {
            TellingStep.Open => LetterKind.Opened,
            TellingStep.Change => LetterKind.Changed,
            TellingStep.Together => told.State == ToldState.Told ? LetterKind.Opened : LetterKind.AllClear,
            TellingStep.AllClear or TellingStep.Clear => LetterKind.AllClear,
            _ => (LetterKind?)null,
        };
        if (kind is not { } letterKind || await MessageOfAsync(act, told, now, cancellationToken) is not { } message)
            return new(told, null);
        // What is worse for those on call may be the same in the words of others.
        if (act.Step == TellingStep.Change && await store.LastMessageAsync(told.Id, cancellationToken) is { } last && last.SaysTheSame(message))
            return new(told, null);
        return new(told, new()
        {
            Id = Guid.CreateVersion7(now),
            Lane = told.Id,
            // What cleared while it waited is kept for its words, though it may never be told.
            Number = act.Step == TellingStep.Clear ? told.Letters + 1 : told.Letters,
            Group = told.Group,
            Destination = told.Destination,
            Audience = told.Audience,
            Route = told.Route,
            Kind = letterKind,
            Message = message,
            Addressee = told.Addressee,
            IsSilent = act.IsSilent,
            State = act.Step is TellingStep.Together or TellingStep.Clear ? LetterState.Gathered : LetterState.Waiting,
            QueuedAt = now,
            Due = act.Due,
            NextAt = act.Due,
        });
    }

    private async Task<AlertMessage?> MessageOfAsync(TellingAct act, Told told, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The app was down for more than a day: all that is left is what was said last.
        if (act.Group is not { } group)
            return await store.LastMessageAsync(told.Id, cancellationToken) is { } last
                ? last.IsOver ? last : last with { IsOver = true, Title = $"Over: {last.Title}", Night = null }
                : null;
        var message = Say(group, told, now);
        return act.Night is null ? message : message with { Night = act.Night };
    }

    private AlertMessage Say(AlertGroup group, Told told, DateTimeOffset now)
    {
        try
        {
            return words.Say(group, told.Audience, feeds.Board.Current, now, options.Origin);
        }
        catch (Exception failure)
        {
            // An edge: words that cannot be put together keep nobody from being told.
            LogUnsaid(failure, group.Id);
            return PlainWords.Instance.Say(group, told.Audience, feeds.Board.Current, now, options.Origin);
        }
    }

    private void Remember(IEnumerable<Order> orders, DateTimeOffset now)
    {
        foreach (var order in orders)
            _told![order.Told.Id] = order.Told;
        foreach (var old in _told!.Values.Where(told => !told.IsOpen && told.At + TellingRules.FlapRest < now).ToList())
            _told.Remove(old.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "TellingFailed", Message = "Who must be told of which alerts could not be decided or saved; it is tried again in 5 s")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, EventName = "AlertUnsaid", Message = "The words for group {Group} could not be put together; it is told plainly")]
    private partial void LogUnsaid(Exception failure, Guid group);
}

/// <summary>What the <see cref="Teller"/> follows.</summary>
internal sealed record TellerFeeds(AlertFeed Alerts, DefinitionsFeed Definitions, BoardFeed Board);

/// <param name="Origin">The address of this app that people use, for links, without a slash at its end.</param>
public sealed record TellingOptions(string Origin);
