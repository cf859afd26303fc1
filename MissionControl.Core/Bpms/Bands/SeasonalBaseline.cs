using System.Collections.Immutable;
using System.Text.Json;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// What was learned about one BPM: its usual week, the level of its last week, and how far normal samples lie from that.
/// Enough to draw the band at any moment. Immutable; made by <see cref="SeasonalLearner"/>.
/// </summary>
internal sealed record SeasonalBaseline
{
    /// <summary>Rises when the meaning of the stored form changes; another version is learned anew.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required Scale Scale { get; init; }

    /// <summary>Is the noise that of a share of <see cref="Sample.Volume"/> events?</summary>
    public required bool NoiseFromVolume { get; init; }

    /// <summary>168 middles on <see cref="Scale"/>, for the half hour of each hour of the week.</summary>
    public required ImmutableArray<double> Week { get; init; }

    /// <summary>168 spreads of normal samples around their middle; for ratios in units of the binomial standard error.</summary>
    public required ImmutableArray<double> Spread { get; init; }

    /// <summary>How much higher the last week is than <see cref="Week"/>, on <see cref="Scale"/>.</summary>
    public required double Level { get; init; }

    /// <summary>Quantiles of normal samples' distance from their middle, in spreads; negative and positive.</summary>
    public required double LowerReach { get; init; }

    public required double UpperReach { get; init; }

    /// <summary>The share of normal samples between the reaches.</summary>
    public required double Width { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required int Samples { get; init; }

    /// <summary>Samples left out of the spread, because they were unlike the rest (past outages).</summary>
    public required int LeftOut { get; init; }

    /// <summary>Usual range of the metric, for the gauge.</summary>
    public required double UsualLow { get; init; }

    public required double UsualHigh { get; init; }

    public required string Zone { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BaselineJson.Default.SeasonalBaseline);

    /// <summary><see langword="null"/> for bytes of another format or nonsense: then it is learned anew.</summary>
    public static SeasonalBaseline? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var read = JsonSerializer.Deserialize(bytes, BaselineJson.Default.SeasonalBaseline);
            return read is { Format: CurrentFormat, Week.Length: HourOfWeek.Count, Spread.Length: HourOfWeek.Count } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(SeasonalBaseline))]
internal sealed partial class BaselineJson : System.Text.Json.Serialization.JsonSerializerContext;
