using System.Collections.Immutable;
using MissionControl.Core.People;

namespace MissionControl.Core.Alerts.Telling.Subscribing;

/// <summary>Subscriptions, kept. Every change is saved together with its journal entry. Thread-safe.</summary>
public interface ISubscriptionStore
{
    /// <summary>Of everybody who is not disabled, the oldest first.</summary>
    Task<ImmutableArray<Subscriber>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Of one person, the oldest first.</summary>
    Task<ImmutableArray<Subscription>> ReadAsync(Guid person, CancellationToken cancellationToken);

    /// <summary><see langword="false"/> when the person has <see cref="SubscriptionRules.MostOfAPerson"/> already.</summary>
    Task<bool> AddAsync(Subscription subscription, Actor by, CancellationToken cancellationToken);

    /// <summary><see langword="false"/> when the person has none such.</summary>
    Task<bool> RemoveAsync(Guid id, Guid person, DateTimeOffset at, Actor by, CancellationToken cancellationToken);
}
