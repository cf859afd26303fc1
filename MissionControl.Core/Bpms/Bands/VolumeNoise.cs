using System.Buffers;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// The noise of a share that comes from how few events are behind it: binomial, as in Wilson's score interval (the error at the
/// expected share, not at the seen one), times the over-dispersion learned, beside the noise that remains however many there are.
/// </summary>
/// <param name="Dispersion">How much more the events scatter than independent ones; 1: not at all.</param>
/// <param name="Rest">The variance that remains at any volume.</param>
internal readonly record struct VolumeNoise(double Dispersion, double Rest)
{
    /// <summary>A share of nothing is judged as if this many events were behind it when its volume is not known.</summary>
    private const double UnknownVolume = 1000;

    /// <summary>The standard error of the share of <paramref name="volume"/> events where <paramref name="expected"/> is expected.</summary>
    public double At(double expected, double? volume) => Math.Sqrt((Dispersion * Binomial(expected, volume ?? UnknownVolume)) + Rest);

    /// <summary>
    /// How far a share is from what is expected, in the standard errors of many events: of few events "none of three" is less rare than its
    /// plain distance says, and "three of three" is nothing.
    /// </summary>
    public double Distance(double share, double expected, double? volume)
    {
        if (volume is not { } events || events <= 0)
            return (share - expected) / At(expected, volume);
        var p = Possible(expected);
        return BinomialTail.Distance(share * events, events, p) * Own(p, events);
    }

    /// <summary>The share at which <see cref="Distance"/> is <paramref name="distance"/>.</summary>
    public double Share(double distance, double expected, double? volume)
    {
        if (volume is not { } events || events <= 0)
            return expected + (distance * At(expected, volume));
        var p = Possible(expected);
        return BinomialTail.Events(distance / Own(p, events), events, p) / events;
    }

    /// <summary>How many independent events one of so many stands for, at most 1.</summary>
    public double Independent(double expected, double events)
    {
        var own = Own(Possible(expected), events);
        return double.MinNative(1, own * own);
    }

    /// <summary>An expected share that is neither certain nor impossible.</summary>
    public static double Possible(double share) => double.ClampNative(share, 0.005, 0.995);

    /// <summary>Learned from the distances of the lower and the upper third of the volumes.</summary>
    public static VolumeNoise Learn(ReadOnlySpan<double> distances, ReadOnlySpan<double> expected, ReadOnlySpan<double> volumes)
    {
        var order = Telling(expected, volumes);
        var buffer = ArrayPool<double>.Shared.Rent(order.Length);
        var keys = buffer.AsSpan(0, order.Length);
        for (var i = 0; i < keys.Length; i++)
            keys[i] = volumes[order[i]];
        keys.Sort(order.AsSpan());
        ArrayPool<double>.Shared.Return(buffer);
        var third = Math.Max(1, order.Length / 3);
        var (fewBinomial, fewSeen) = Variances(order.AsSpan(..third), distances, expected, volumes);
        var (manyBinomial, manySeen) = Variances(order.AsSpan(^third..), distances, expected, volumes);
        // Volumes too alike to tell the two kinds of noise apart: all of it is taken for that of the events.
        if (fewBinomial < 1.5 * manyBinomial)
            return new(Math.Max(0.5, (fewSeen + manySeen) / Math.Max(1e-18, fewBinomial + manyBinomial)), 0);
        var dispersion = Math.Clamp((fewSeen - manySeen) / (fewBinomial - manyBinomial), 0.5, 25);
        return new(dispersion, Math.Max(0, manySeen - (dispersion * manyBinomial)));
    }

    /// <summary>Shares of very few events are 0 or 1 and have no usual distance: the others tell more, if there are some.</summary>
    private static int[] Telling(ReadOnlySpan<double> expected, ReadOnlySpan<double> volumes)
    {
        const int Enough = 100;
        var telling = new List<int>(volumes.Length);
        for (var i = 0; i < volumes.Length; i++)
            if (Possible(expected[i]) is var p && volumes[i] * p * (1 - p) >= 1)
                telling.Add(i);
        return telling.Count >= Enough ? [.. telling] : [.. Enumerable.Range(0, volumes.Length)];
    }

    /// <summary>The part of the noise that comes from the events themselves.</summary>
    private double Own(double p, double events)
    {
        var binomial = Binomial(p, events);
        return Math.Sqrt(binomial / ((Dispersion * binomial) + Rest));
    }

    private static (double Binomial, double Seen) Variances(ReadOnlySpan<int> places, ReadOnlySpan<double> distances, ReadOnlySpan<double> expected, ReadOnlySpan<double> volumes)
    {
        var (noises, seen) = (new double[places.Length], new double[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            noises[i] = Binomial(expected[places[i]], volumes[places[i]]);
            seen[i] = distances[places[i]];
        }

        var spread = Quantiles.Spread(seen);
        return (Quantiles.Of(noises, 0.5), spread * spread);
    }

    private static double Binomial(double share, double volume)
    {
        var p = Possible(share);
        return p * (1 - p) / double.MaxNative(1, volume);
    }
}
