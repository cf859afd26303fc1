using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// What was learned about one series: the shape of what repeats in it, how high it runs, and how far normal samples lie from that.
/// Enough to draw the band at any moment, and to say why. Immutable; made by <see cref="BaselineLearner"/> from a history alone, so
/// that the same history gives the same baseline again.
/// </summary>
internal sealed record Baseline
{
    /// <summary>Rises when the meaning of the stored form or the way of learning changes; another version is learned anew.</summary>
    public const int CurrentFormat = 10;

    public const int HoursOfDay = 24;

    public const int HoursOfWeek = 7 * HoursOfDay;

    public int Format { get; init; } = CurrentFormat;

    public required Scale Scale { get; init; }

    public required Rhythm Rhythm { get; init; }

    /// <summary>The errors of forecasting by each kind, beside that of the level alone, by which <see cref="Rhythm"/> was chosen.</summary>
    public required RhythmErrors Errors { get; init; }

    /// <summary>One repetition on <see cref="Scale"/>, around zero, in slots of equal length; empty without a rhythm.</summary>
    public required ImmutableArray<double> Shape { get; init; }

    public required LevelRules LevelRules { get; init; }

    /// <summary>Shares with fewer events behind them than this move the level less; 0 for whatever has no volume.</summary>
    public required double UsualVolume { get; init; }

    /// <summary>At <see cref="To"/>.</summary>
    public required Level Level { get; init; }

    /// <summary>A departure that the level at <see cref="To"/> does not follow yet.</summary>
    public required Away Away { get; init; }

    /// <summary>The last new normal taken, while the old one still counts.</summary>
    public required Adoption? Adopted { get; init; }

    /// <summary>The middle of the levels of the history.</summary>
    public required double UsualLevel { get; init; }

    /// <summary>For shares of a known volume: spreads are in units of this noise. <see langword="null"/>: on <see cref="Scale"/>.</summary>
    public required VolumeNoise? Noise { get; init; }

    /// <summary>How far normal samples usually lie from what is expected, by local hour of day; 24 numbers.</summary>
    public required ImmutableArray<double> Spread { get; init; }

    /// <summary>Quantiles of normal samples' distance, in spreads: negative.</summary>
    public required double LowerReach { get; init; }

    /// <summary>The same above: positive.</summary>
    public required double UpperReach { get; init; }

    /// <summary>How far each channel goes at its usual worst: what goes farther is not this series' nature.</summary>
    public required ImmutableArray<double> Far { get; init; }

    /// <summary>That nothing at all comes for a few minutes is worth watching where it is rarer than this: the negative natural logarithm of its probability.</summary>
    public required double Nothing { get; init; }

    /// <summary>How far half of the samples lie from what is usual, where they come too rarely for their worst days to tell.</summary>
    public required Fence Fence { get; init; }

    /// <summary>What is known of counts, where the series is one.</summary>
    public required Counted Counted { get; init; }

    /// <summary>Samples closer together than this tell partly the same, as those of a query over five minutes read every minute do.</summary>
    public required TimeSpan Memory { get; init; }

    /// <summary>How the samples of such a query overlap, where that can be told.</summary>
    public required Overlap Overlap { get; init; }

    /// <summary>The share of normal samples between the reaches.</summary>
    public required double Width { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The usual time between samples.</summary>
    public required TimeSpan Interval { get; init; }

    public required int Samples { get; init; }

    /// <summary>Samples in stretches that people marked as not normal, which were not learned from.</summary>
    public required int Marked { get; init; }

    /// <summary>Samples so unlike the rest that the level did not follow them (past outages).</summary>
    public required int LeftOut { get; init; }

    /// <summary>Local days with such samples.</summary>
    public required int DaysLeftOut { get; init; }

    /// <summary>Repetitions of the rhythm seen.</summary>
    public required int Repetitions { get; init; }

    /// <summary>The usual range of the metric, for the gauge.</summary>
    public required double UsualLow { get; init; }

    public required double UsualHigh { get; init; }

    /// <summary>The smallest value seen; 0 for shares, and for counts that have been nearly nothing.</summary>
    public required double Least { get; init; }

    /// <summary>What one event is in the unit of the values, where all of them are multiples of one and their noise grows with them; <see langword="null"/>: neither, or shares.</summary>
    public required double? Event { get; init; }

    public required string Zone { get; init; }

    /// <summary>A fingerprint of the samples it was learned from.</summary>
    public required string Inputs { get; init; }

    [JsonIgnore]
    public double Days => (To - From).TotalDays;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BaselineJson.Default.Baseline);

    /// <summary><see langword="null"/> for bytes of another format or nonsense: then it is learned anew.</summary>
    public static Baseline? FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var read = JsonSerializer.Deserialize(bytes, BaselineJson.Default.Baseline);
            return read is { Format: CurrentFormat, Spread.Length: HoursOfDay, Far.Length: Channels.Count } && read.Counted.Means.Length is 0 or HoursOfWeek
                && read.Shape.Length % Math.Max(1, read.Rhythm.Hours()) == 0
                ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The usual error of forecasting a series by its level alone, by its day and by its week, on the learned scale; <see langword="null"/>: not enough history to try.</summary>
internal readonly record struct RhythmErrors(double None, double? Day, double? Week);

[JsonSerializable(typeof(Baseline))]
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class BaselineJson : JsonSerializerContext;
