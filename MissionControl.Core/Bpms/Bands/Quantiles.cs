using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        var copy = ArrayPool<double>.Shared.Rent(values.Length);
        var part = copy.AsSpan(0, values.Length);
        values.CopyTo(part);
        var quantile = Pick(part, share);
        ArrayPool<double>.Shared.Return(copy);
        return quantile;
    }

    /// <summary>Sorts <paramref name="values"/>.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        return OfSorted(CollectionsMarshal.AsSpan(values), 0.5);
    }

    /// <summary>
    /// How far values usually lie from zero, as a standard deviation that a few wild ones do not move (median absolute distance); where
    /// more than half are exactly zero, their mean absolute distance.
    /// </summary>
    public static double Spread(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            return 0;
        var copy = ArrayPool<double>.Shared.Rent(values.Length);
        var part = copy.AsSpan(0, values.Length);
        for (var i = 0; i < part.Length; i++)
            part[i] = Math.Abs(values[i]);
        var median = Pick(part, 0.5);
        ArrayPool<double>.Shared.Return(copy);
        return median > 0 ? SpreadOfGaussianPerMad * median : MeanOfMagnitudes(values);
    }

    /// <summary>A quantile without sorting everything; reorders <paramref name="values"/>.</summary>
    private static double Pick(Span<double> values, double share)
    {
        var place = share * (values.Length - 1);
        var below = (int)place;
        Select(values, below);
        if (below >= values.Length - 1)
            return values[below];
        var next = values[below + 1];
        foreach (var value in values[(below + 2)..])
            next = Math.Min(next, value);
        return values[below] + ((place - below) * (next - values[below]));
    }

    private static double MeanOfMagnitudes(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += Math.Abs(value);
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
            var equal = NotGreater(values, pivot);
            if (rank < equal)
                return;
            values = values[equal..];
            rank -= equal;
        }

        values.Sort();
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
        Math.Max(Math.Min(one, two), Math.Min(Math.Max(one, two), three));
}
