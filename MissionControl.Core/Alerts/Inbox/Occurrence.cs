using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>
/// One time that an alert fired, known by fingerprint and beginning: everything that was ever said of it, folded together. The same however
/// often, in whatever order it was said. Immutable.
/// </summary>
public sealed record Occurrence
{
    public required string Fingerprint { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Of all ends that were told the first, UTC; <see langword="null"/> while none was.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When we heard of it first.</summary>
    public required DateTimeOffset FirstHeardAt { get; init; }

    /// <summary>When it was spoken of last.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>It fires until then unless it is said again; <see langword="null"/>: its sender does not say.</summary>
    public DateTimeOffset? HoldsUntil { get; init; }

    /// <summary>When that was said which stands in the rest; <see langword="null"/> when nobody ever said that it fires.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    public required string Intake { get; init; }

    public required LabelSet Labels { get; init; }

    public required LabelSet Annotations { get; init; }

    public required ImmutableSortedDictionary<string, double> Values { get; init; }

    public string? Link { get; init; }

    public bool CannotSee { get; init; }

    /// <summary>The silence that kept it quiet, once one has.</summary>
    public Guid? Silence { get; init; }

    /// <summary>What is known of it after one signal.</summary>
    public static Occurrence Of(string fingerprint, AlertSignal signal, AlertBatch batch) => new()
    {
        Fingerprint = fingerprint,
        StartsAt = signal.StartsAt,
        EndsAt = EndOf(signal, batch),
        FirstHeardAt = batch.At,
        HeardAt = batch.At,
        HoldsUntil = signal.IsFiring ? signal.EndsAt : null,
        FiredAt = signal.IsFiring ? batch.At : null,
        Intake = batch.Intake,
        Labels = signal.Labels,
        Annotations = signal.Annotations,
        Values = signal.Values,
        Link = signal.Link,
        CannotSee = signal.CannotSee,
    };

    /// <summary>What is known after another signal of the same fingerprint and beginning. Which of two comes first makes no difference.</summary>
    public Occurrence With(AlertSignal signal, AlertBatch batch)
    {
        var next = Of(Fingerprint, signal, batch);
        // What fired stays when it is over; of two that fire the later says more.
        var content = Says(next, this) ? next : this;
        return content with
        {
            EndsAt = Earliest(EndsAt, next.EndsAt),
            FirstHeardAt = FirstHeardAt < next.FirstHeardAt ? FirstHeardAt : next.FirstHeardAt,
            HeardAt = HeardAt > next.HeardAt ? HeardAt : next.HeardAt,
            HoldsUntil = Latest(HoldsUntil, next.HoldsUntil),
            // The very same where they say the same: what was made of them holds.
            Labels = content.Labels.Equals(Labels) ? Labels : content.Labels,
            Annotations = content.Annotations.Equals(Annotations) ? Annotations : content.Annotations,
            Silence = Silence,
        };
    }

    private static bool Says(Occurrence next, Occurrence before)
    {
        if (next.FiredAt != before.FiredAt)
            return before.FiredAt is null || next.FiredAt > before.FiredAt;
        // Said at one moment: any rule does, as long as it is the same both ways.
        return string.CompareOrdinal(Content(next), Content(before)) > 0;
    }

    private static string Content(Occurrence one) => one.Annotations.Equals(LabelSet.Empty) ? one.Labels.ToString() : $"{one.Annotations}{one.Labels}";

    private static DateTimeOffset? EndOf(AlertSignal signal, AlertBatch batch)
    {
        if (signal.IsFiring)
            return null;
        var end = signal.EndsAt ?? batch.At;
        return end > signal.StartsAt ? end : signal.StartsAt;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
