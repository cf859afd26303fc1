using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Bpms;
using MissionControl.Core.Incidents.Following;

namespace MissionControl.Core.Incidents.Notices;

/// <summary>A word about an incident to certain people.</summary>
/// <param name="Id">Made of what it is about: the same every time, so that it is sent once.</param>
public sealed record Notice(Guid Id, AlertMessage Message, ImmutableArray<Recipient> To)
{
    internal ImmutableArray<Letter> Letters(DateTimeOffset now) => [.. To.Select((recipient, index) => LetterTo(recipient, HappeningKey.Of("letter", Id.ToString(), index.ToString(System.Globalization.CultureInfo.InvariantCulture)), now))];

    private Letter LetterTo(Recipient recipient, Guid id, DateTimeOffset now) => new()
    {
        Id = id,
        Lane = id,
        Number = 1,
        Group = Guid.Empty,
        Destination = recipient.Destination,
        Audience = Audience.Responder,
        Route = recipient.Route,
        Kind = LetterKind.Notice,
        Message = Message,
        Addressee = recipient.Addressee,
        QueuedAt = now,
        Due = now,
        NextAt = now,
    };
}

/// <summary>Where somebody is reached.</summary>
/// <param name="Addressee">See <see cref="Letter.Addressee"/>.</param>
/// <param name="Route">The id of the route that leads there; <see langword="null"/>: to them alone.</param>
public sealed record Recipient(string Destination, string? Addressee, string? Route);
