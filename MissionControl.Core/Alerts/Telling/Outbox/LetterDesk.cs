using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>What people do about letters: try a destination, send a dead one again. Whoever calls has checked that they may.</summary>
public sealed class LetterDesk(ILetterStore store, DefinitionsFeed definitions, OutboxBell bell, TellingOptions options, TimeProvider clock)
{
    /// <summary>Sends a message that says it is a test; <see langword="false"/> when the catalog has no such destination.</summary>
    public async Task<bool> TestAsync(string destination, Actor by, CancellationToken cancellationToken)
    {
        if (definitions.Current.Definitions.Destinations.All(known => known.Id != destination))
            return false;
        await TestAsync(destination, null, by, cancellationToken);
        return true;
    }

    /// <summary>The same to a person's own address.</summary>
    public Task TestAsync(Guid person, string email, Actor by, CancellationToken cancellationToken) =>
        TestAsync(Subscription.DestinationOf(person), email, by, cancellationToken);

    private async Task TestAsync(string destination, string? addressee, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await store.QueueTestAsync(
            new()
            {
                Id = id,
                Lane = id,
                Number = 1,
                Group = Guid.Empty,
                Destination = destination,
                Audience = Audience.Responder,
                Route = null,
                Kind = LetterKind.Test,
                Message = new()
                {
                    Group = Guid.Empty,
                    Audience = Audience.Responder,
                    Title = "A test from Mission Control",
                    Urgency = Urgency.Info,
                    IsOver = false,
                    Slots = [new(MessagePart.What, "Nothing is wrong: somebody tries whether messages arrive here."), new(MessagePart.Do, "Nothing.")],
                    Link = options.Origin,
                },
                Addressee = addressee,
                QueuedAt = now,
                Due = now,
                NextAt = now,
            },
            by,
            cancellationToken);
        bell.Ring();
    }

    /// <summary>What went to a person's own address, the newest first.</summary>
    public Task<ImmutableArray<Letter>> SentToAsync(Guid person, int most, CancellationToken cancellationToken) =>
        store.SearchAsync(new(null, null, 0, most) { Destination = Subscription.DestinationOf(person) }, cancellationToken);

    /// <summary>Sends a dead letter again; <see langword="false"/> when it is not dead (any more).</summary>
    public async Task<bool> ReplayAsync(Guid letter, Actor by, CancellationToken cancellationToken)
    {
        if (!await store.ReplayAsync(letter, clock.GetUtcNow(), by, cancellationToken))
            return false;
        bell.Ring();
        return true;
    }
}
