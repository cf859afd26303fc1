using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Subscribing;

/// <summary>What a person wants to be told by e-mail, to their own address only. Immutable.</summary>
public sealed record Subscription
{
    public required Guid Id { get; init; }

    /// <summary>The id of the person.</summary>
    public required Guid Person { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>As urgent as this or more.</summary>
    public required Urgency AtLeast { get; init; }

    /// <summary>Ids of services; empty: all.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Ids of BPMs; empty: all.</summary>
    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>Local time of the organisation, with <see cref="QuietTo"/>.</summary>
    public TimeOnly? QuietFrom { get; init; }

    public TimeOnly? QuietTo { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The id of a person's own destination.</summary>
    public static string DestinationOf(Guid person) => $"{Prefix}{person}";

    public static bool IsPersonal(string destination) => destination.StartsWith(Prefix, StringComparison.Ordinal);

    private const string Prefix = "person:";

    /// <summary>A subscription is a route; at night, too, only what may wake goes out.</summary>
    public Route ToRoute(TimeZoneInfo zone) => new()
    {
        Id = $"subscription:{Id}",
        To = DestinationOf(Person),
        Audience = Audience,
        Services = Services,
        Bpms = Bpms,
        AtLeast = AtLeast,
        Quiet = QuietFrom is { } from && QuietTo is { } to ? new(from, to, zone) : null,
    };
}

/// <param name="Email">Of the person, as it is now.</param>
public sealed record Subscriber(Subscription Subscription, string Email);
