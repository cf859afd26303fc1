using System.Collections.Immutable;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Services.History;

/// <summary>Where recorded health is kept: spans for 100 days, finished days for 13 months.</summary>
public interface IHealthStore
{
    /// <summary>All of it in one transaction.</summary>
    Task SaveAsync(HealthSaving saving, CancellationToken cancellationToken);

    /// <summary>The spans that end at or after <paramref name="since"/>, and all days, of every service, in the order of time.</summary>
    Task<ImmutableArray<ServicePast>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The spans of one service that touch a stretch of time, oldest first.</summary>
    Task<ImmutableArray<HealthSpan>> ReadAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>What is to be kept.</summary>
/// <param name="Cut">The clock went back to this moment: whatever is kept of later goes first, so that no minute counts twice.</param>
/// <param name="Spans">New ones, and those that became longer; known by service and beginning.</param>
/// <param name="Days">Days that are over.</param>
/// <param name="Facts">For the journal.</param>
public sealed record HealthSaving(
    HealthCut? Cut, ImmutableArray<HealthSpan> Spans, ImmutableArray<ServiceDay> Days, ImmutableArray<JournalFact> Facts);

/// <summary>Where the past is cut.</summary>
/// <param name="Day">Its local day: this and later ones are not over yet.</param>
public sealed record HealthCut(DateTimeOffset At, DateOnly Day);

/// <summary>A finished day of a service.</summary>
public sealed record ServiceDay(string Service, HealthDay Day);
