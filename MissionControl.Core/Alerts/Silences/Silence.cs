using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Calendars;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>Keeps alerts quiet for a time, once or again and again: they are still shown and counted, but nobody is told. Immutable.</summary>
public sealed record Silence
{
    public required Guid Id { get; init; }

    /// <summary>All must hold. At least one, and one that does not hold for an alert without labels.</summary>
    public required ImmutableArray<Matcher> Matchers { get; init; }

    /// <summary>Why: one line of 3 to 200 characters that a person wrote.</summary>
    public required string Reason { get; init; }

    /// <summary>Inclusive, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive, UTC; of one that comes again: when it comes no more.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When it is on between <see cref="From"/> and <see cref="To"/>; <see langword="null"/>: all the time.</summary>
    public Recurrence? Recurs { get; init; }

    /// <summary>As in <see cref="People.Actor.Id"/>.</summary>
    public required string By { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public bool Catches(LabelSet labels) => Matchers.AreTrueOf(labels);

    /// <param name="working">The organisation's working hours.</param>
    public bool IsOn(DateTimeOffset at, Calendar working) => at >= From && at < To && (Recurs is null || Recurs.Covers(at, working));

    /// <summary>When it comes on next, after <paramref name="at"/>; <see langword="null"/> when it does no more.</summary>
    public DateTimeOffset? NextAt(DateTimeOffset at, Calendar working)
    {
        if (Recurs is null)
            return at < From ? From : null;
        var next = Recurs.NextAt(at > From ? at : From.AddTicks(-1), working);
        return next < To ? next : null;
    }
}
