using System.Buffers;
using System.Runtime.CompilerServices;

namespace MissionControl.Core.Bpms.Bands;

internal static class Quantiles
{
    private const double SpreadOfGaussianPerMad = 1.4826;

    /// <summary>The <paramref name="share"/> quantile of ascending values, linear between neighbours. Needs at least one value.</summary>
    public static double OfSorted(ReadOnlySpan<double> ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        if (below >= ascending.Length - 1)
            return ascending[^1];
        return ascending[below] + ((place - below) * (ascending[below + 1] - ascending[below]));
    }

    /// <summary>The same of values in any order, which stay as they are.</summary>
    public static double Of(ReadOnlySpan<double> values, double share)
    {
        var place = share * (values.Length - 1);
        var below = (int)place;
        var buffer = ArrayPool<double>.Shared.Rent(values.Length);
        var rank = below;
        var quantile = Pick(Near(values, ref rank, buffer), rank, place - below);
        ArrayPool<double>.Shared.Return(buffer);
        return quantile;
    }

    /// <summary>Sorts <paramref name="values"/>.</summary>
    public static double Median(Span<double> values)
    {
        Sort(values);
        return OfSorted(values, 0.5);
    }

    /// <summary>
    /// How far values usually lie from zero, as a standard deviation that a few wild ones do not move (median absolute distance); where
    /// more than half are exactly zero, their mean absolute distance.
    /// </summary>
    public static double Spread(ReadOnlySpan<double> values) => Spread(values, 0);

    /// <summary>The same from <paramref name="middle"/>.</summary>
    public static double Spread(ReadOnlySpan<double> values, double middle)
    {
        if (values.Length == 0)
            return 0;
        var buffer = ArrayPool<double>.Shared.Rent(values.Length);
        var magnitudes = buffer.AsSpan(0, values.Length);
        for (var i = 0; i < magnitudes.Length; i++)
            magnitudes[i] = Math.Abs(values[i] - middle);
        var median = Of(magnitudes, 0.5);
        var spread = median > 0 ? SpreadOfGaussianPerMad * median : Mean(magnitudes);
        ArrayPool<double>.Shared.Return(buffer);
        return spread;
    }

    /// <summary>
    /// The values around a rank, which becomes its rank among them: of many values a few say between which two it and the next one lie, and only
    /// what is between those is worth a closer look.
    /// </summary>
    private static Span<double> Near(ReadOnlySpan<double> values, ref int rank, Span<double> buffer)
    {
        const int Many = 600;
        if (values.Length >= Many)
        {
            var (low, high) = Bounds(values, rank);
            var (less, between) = Between(values, low, high, buffer);
            if (rank >= less && rank + 1 < less + between)
            {
                rank = low < high ? rank - less : 0;
                return low < high ? buffer[..between] : buffer[..2];
            }
        }

        values.CopyTo(buffer);
        return buffer[..values.Length];
    }

    /// <summary>Between which values a rank lies, but for bad luck.</summary>
    private static (double Low, double High) Bounds(ReadOnlySpan<double> values, int rank)
    {
        const int Few = 128;
        const double Deviations = 3;
        Span<double> few = stackalloc double[Few];
        for (var i = 0; i < Few; i++)
            few[i] = values[(int)((long)i * values.Length / Few)];
        var share = (double)rank / values.Length;
        var (place, margin) = ((int)(share * Few), 1 + (int)(Deviations * Math.Sqrt(share * (1 - share) * Few)));
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        if (place + margin < Few)
        {
            Select(few, place + margin);
            high = few[place + margin];
        }

        if (place >= margin)
        {
            Select(few[..Math.Min(Few, place + margin)], place - margin);
            low = few[place - margin];
        }

        return (low, high);
    }

    /// <summary>Copies those from one value to another; how many they are, and how many are less. Without a branch, for no processor can guess it.</summary>
    private static (int Less, int Between) Between(ReadOnlySpan<double> values, double low, double high, Span<double> found)
    {
        var (less, between) = (0, 0);
        foreach (var value in values)
        {
            found[between] = value;
            int isLess = Unsafe.BitCast<bool, byte>(value < low);
            less += isLess;
            between += Unsafe.BitCast<bool, byte>(value <= high) - isLess;
        }

        return (less, between);
    }

    /// <summary>The value of a rank, and as much of the step to the next one, without sorting everything; reorders <paramref name="values"/>.</summary>
    private static double Pick(Span<double> values, int rank, double part)
    {
        Select(values, rank);
        if (rank >= values.Length - 1)
            return values[rank];
        var next = values[rank + 1];
        foreach (var value in values[(rank + 2)..])
            next = double.MinNative(next, value);
        return values[rank] + (part * (next - values[rank]));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    /// <summary>Puts the value of a rank in its place, smaller ones before and greater ones after it (selection by parts).</summary>
    private static void Select(Span<double> values, int rank)
    {
        const int Small = 16;
        while (values.Length > Small)
        {
            var pivot = Middle(values[0], values[values.Length / 2], values[^1]);
            var less = Smaller(values, pivot);
            if (rank < less)
            {
                values = values[..less];
                continue;
            }

            values = values[less..];
            rank -= less;
            if (less > 0)
                continue;
            // Where many are alike, those that are the least of all are done with.
            var equal = NotGreater(values, pivot);
            if (rank < equal)
                return;
            values = values[equal..];
            rank -= equal;
        }

        Sort(values);
    }

    /// <summary>A few change places with their neighbours, the even ones and the odd ones by turns: without a branch, which is quickest.</summary>
    private static void Sort(Span<double> values)
    {
        const int Few = 16;
        if (values.Length > Few)
        {
            values.Sort();
            return;
        }

        for (var round = 0; round < values.Length; round++)
            for (var place = 1 + (round % 2); place < values.Length; place += 2)
                (values[place - 1], values[place]) = (double.MinNative(values[place - 1], values[place]), double.MaxNative(values[place - 1], values[place]));
    }

    /// <summary>Brings those smaller than a pivot to the front; their number. Without a branch, for no processor can guess it.</summary>
    private static int Smaller(Span<double> values, double pivot)
    {
        var front = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = values[front];
            values[front] = value;
            front += Unsafe.BitCast<bool, byte>(value < pivot);
        }

        return front;
    }

    /// <summary>The same with those equal to it.</summary>
    private static int NotGreater(Span<double> values, double pivot)
    {
        var front = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = values[front];
            values[front] = value;
            front += Unsafe.BitCast<bool, byte>(value <= pivot);
        }

        return front;
    }

    private static double Middle(double one, double two, double three) =>
        double.MaxNative(double.MinNative(one, two), double.MinNative(double.MaxNative(one, two), three));
}
