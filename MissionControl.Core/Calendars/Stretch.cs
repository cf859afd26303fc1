namespace MissionControl.Core.Calendars;

/// <summary>A time that somebody declared different: past (learning leaves it out), running or coming (its tiles expect it). Two may overlap.</summary>
public sealed record Stretch
{
    public required Guid Id { get; init; }

    public required StretchKind Kind { get; init; }

    /// <summary>The id of the metric it speaks of; <see langword="null"/> for every metric. It may have left the catalog.</summary>
    public required string? Bpm { get; init; }

    /// <summary>Inclusive, UTC, a whole second.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive, UTC, a whole second, after <see cref="From"/>; <see langword="null"/> for a <see cref="StretchKind.NewNormal"/> and for no other.</summary>
    public required DateTimeOffset? To { get; init; }

    /// <summary>What a person wrote: one line of 0 to 200 characters.</summary>
    public required string Words { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>The id of the <see cref="People.Actor"/> who declared it; <see langword="null"/> from before there was sign-in.</summary>
    public required string? By { get; init; }

    /// <summary>The number of the planned work it comes from; <see langword="null"/>: a person declared it, and may withdraw it.</summary>
    public int? Work { get; init; }

    /// <summary>It is left out of learning; a new normal is not.</summary>
    public bool IsException => Kind is not StretchKind.NewNormal;

    /// <summary>It excuses what happens in it. An outage does not: nobody learns from it, but what is off stays off.</summary>
    public bool IsExpected => Kind is not (StretchKind.NewNormal or StretchKind.Outage);

    /// <summary>Does the other one declare the very same time of the same metric, in whatever words?</summary>
    internal bool IsTheTimeOf(Stretch other) => (Kind, Bpm, From, To) == (other.Kind, other.Bpm, other.From, other.To);

    /// <summary>Does it speak of that metric?</summary>
    public bool Concerns(string bpm) => Bpm is null || Bpm == bpm;

    /// <summary>Does it hold at that moment? A new normal holds from its moment on.</summary>
    public bool Covers(DateTimeOffset at) => at >= From && (To is null || at < To);

    /// <summary>Does it hold at any moment from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive)?</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From < to && (To is null || To > from);
}
