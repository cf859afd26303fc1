namespace MissionControl.Core.Changes;

/// <summary>Something that somebody changed, told to us by whoever did: when a metric departs, the first thing to look at.</summary>
public sealed record Change
{
    public required Guid Id { get; init; }

    /// <summary>What whoever told it calls it, unique among theirs; told twice, it is one change.</summary>
    public required string Key { get; init; }

    /// <summary>Who told it, as the journal names them: a token or an intake. Empty: it is not known, of what an older release kept.</summary>
    public string Sender { get; init; } = "";

    public required ChangeKind Kind { get; init; }

    /// <summary>One line of 1 to 200 characters, for example <c>identity-web 4.18.0</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The id of the service it was made to; one of the catalog, or not. <see langword="null"/>: of all.</summary>
    public string? Service { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was complete, after <see cref="At"/>, UTC; <see langword="null"/> when it was at once or is not known.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Who or what made it, in its own words: one line of at most 80 characters.</summary>
    public string? By { get; init; }

    /// <summary>Where to read more: an absolute http or https address.</summary>
    public string? Link { get; init; }

    /// <summary>The key of the change that this one takes back; <see langword="null"/> when it takes none back, or does not say which.</summary>
    public string? RollsBack { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>What somebody said of it; <see langword="null"/> while nobody did.</summary>
    public ChangeMark? Mark { get; init; }

    /// <summary>When that was said, UTC.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>Does it touch what a metric of these services measures?</summary>
    public bool Concerns(System.Collections.Immutable.ImmutableArray<string> services) => Service is null || services.Contains(Service);
}
