using System.Collections.Immutable;

namespace MissionControl.Core.Bpms;

/// <summary>A business value proxy metric: an objective measure of how well the system performs for the business.</summary>
public sealed record Bpm
{
    /// <summary>Kebab-case, unique in the catalog.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What the number says, in words a product lead uses.</summary>
    public required string Means { get; init; }

    public required BpmKind Kind { get; init; }

    /// <summary>The id of the source that answers <see cref="Query"/>.</summary>
    public required string Source { get; init; }

    public required BpmQuery Query { get; init; }

    /// <summary>The unit shown beside the value, for example <c>%</c>, <c>/ hour</c> or <c>£</c>; empty for bare numbers.</summary>
    public string Unit { get; init; } = "";

    /// <summary>How often the source is asked. 5 s to 1 h, default 30 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public required BandPolicy Band { get; init; }

    /// <summary>Which side of the band hurts the business.</summary>
    public Direction Hurts { get; init; } = Direction.Both;

    /// <summary>How long a value stays outside its band before the tile is <see cref="TileState.Off"/>; before that it is <see cref="TileState.Watch"/>. Default 5 min.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Ratios with less volume than this are not judged (<see cref="TileState.TooFew"/>). Default 0: always judged.</summary>
    public double MinimumVolume { get; init; }

    /// <summary>The stretch of time the counts behind one sample cover, for the estimate of people affected; by default read from the query's <c>[5m]</c>. <see langword="null"/>: unknown.</summary>
    public TimeSpan? CountedOver { get; init; }

    /// <summary>What is counted, in the plural, for the estimate: "sign-ins". <see langword="null"/>: said without a noun.</summary>
    public string? Counts { get; init; }

    public Tier Tier { get; init; } = Tier.Important;

    public Stage? Stage { get; init; }

    /// <summary>The key performance indicator this metric stands for.</summary>
    public string? Kpi { get; init; }

    /// <summary>The team that looks after it.</summary>
    public string? Owner { get; init; }

    public ImmutableArray<Audience> Audiences { get; init; } = [];

    /// <summary>Ids of the services it speaks for.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>The name of a runbook file in <c>runbooks/</c>, without its ending.</summary>
    public string? Runbook { get; init; }

    /// <summary>Tests of its band.</summary>
    public ImmutableArray<Expectation> Expects { get; init; } = [];

    /// <summary>Does another version of this BPM ask the same question and judge the answer by the same band? Then what is known of it still holds.</summary>
    public bool AsksTheSameAs(Bpm other) =>
        Id == other.Id && Kind == other.Kind && Source == other.Source && Query == other.Query && Band == other.Band;
}

/// <summary>What the source is asked; empty where it is pushed to. <see cref="Value"/> alone, or for ratios <see cref="Value"/> as the numerator over <see cref="Denominator"/>, which is also the volume.</summary>
public sealed record BpmQuery(string Value, string? Denominator = null);

public enum BpmKind
{
    /// <summary>0 to 1, numerator over denominator.</summary>
    Ratio,

    /// <summary>Events per stated time, for example sign-ups per hour.</summary>
    Rate,

    /// <summary>Events or things counted.</summary>
    Count,

    /// <summary>Any other number, for example money or milliseconds.</summary>
    Value,

    /// <summary>Age in seconds of the last success; the source answers the Unix time of that success.</summary>
    Freshness,
}

/// <summary>Which side of the band is bad.</summary>
public enum Direction
{
    Below,
    Above,
    Both,
}

/// <summary>How much a BPM weighs in the verdict.</summary>
public enum Tier
{
    Critical,
    Important,
    Informative,
}

/// <summary>The business stage (AARRR) a BPM measures.</summary>
public enum Stage
{
    Acquisition,
    Activation,
    Retention,
    Revenue,
    Referral,
}

/// <summary>Who is told something, each in their own words.</summary>
public enum Audience
{
    Responder,
    ProductLead,
    DataLead,
    LocalOffice,
}
