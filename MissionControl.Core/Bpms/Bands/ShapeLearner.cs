using System.Buffers;
using System.Runtime.InteropServices;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Learns the shape of one repetition: for each slot the median over the repetitions of the median distance from that repetition's own
/// level. Every sample is compared with the shape of the <em>other</em> repetitions, so that noise learned from the distances is that
/// of samples the shape has not seen.
/// </summary>
internal static class ShapeLearner
{
    /// <summary>A repetition with fewer than this share of the fullest one's samples takes its neighbour's level.</summary>
    private const double Whole = 0.6;

    /// <param name="values">On the learned scale.</param>
    /// <param name="steady">The same with enough behind each to have a middle: of these the shape is learned.</param>
    /// <param name="hours">Of the repetition, for each value.</param>
    /// <param name="repetitions">The number of the repetition each value is in, rising.</param>
    /// <param name="hoursOfOne">24 or 168.</param>
    /// <param name="slots">Of one repetition.</param>
    /// <param name="shrinks">Is a slot believed only as far as it stands out of the scatter between repetitions (empirical Bayes)?</param>
    /// <param name="distances">Takes those of every value from the shape of the other repetitions.</param>
    public static LearnedShape Learn(ReadOnlySpan<double> values, ReadOnlySpan<double> steady, ReadOnlySpan<double> hours, ReadOnlySpan<int> repetitions, int hoursOfOne, int slots, bool shrinks, Span<double> distances)
    {
        var starts = Starts(repetitions);
        var count = starts.Length - 1;
        var levels = Levels(steady, starts);
        var seen = Medians(steady, hours, starts, levels, slots, slots / (double)hoursOfOne);
        var (shape, others) = Combine(seen, slots, count, shrinks ? Scatter(seen, slots, count) : 0);
        for (var repetition = 0; repetition < count; repetition++)
        {
            var all = starts[repetition]..starts[repetition + 1];
            Distances(values[all], hours[all], others[repetition], hoursOfOne, distances[all]);
        }

        return new(shape, count);
    }

    /// <summary>Between the middles of the slots linear, around the end too.</summary>
    /// <param name="shape">At least one slot.</param>
    /// <param name="place">In slots, 0 to their number.</param>
    public static double At(ReadOnlySpan<double> shape, double place)
    {
        place -= 0.5;
        if (place < 0)
            place += shape.Length;
        var before = double.ConvertToIntegerNative<int>(place);
        var part = place - before;
        if (before >= shape.Length)
            before -= shape.Length;
        var after = before + 1 == shape.Length ? 0 : before + 1;
        return shape[before] + (part * (shape[after] - shape[before]));
    }

    /// <summary>Where each repetition starts, and where the last one ends.</summary>
    private static int[] Starts(ReadOnlySpan<int> repetitions)
    {
        var starts = new List<int>();
        for (int from = 0, length; from < repetitions.Length; from += length)
        {
            starts.Add(from);
            length = repetitions[from..].IndexOfAnyExcept(repetitions[from]) is var next and > 0 ? next : repetitions.Length - from;
        }

        return [.. starts, repetitions.Length];
    }

    private static double[] Levels(ReadOnlySpan<double> values, int[] starts)
    {
        var count = starts.Length - 1;
        var fullest = 0;
        for (var i = 0; i < count; i++)
            fullest = Math.Max(fullest, starts[i + 1] - starts[i]);
        var levels = new double[count];
        for (var i = 0; i < count; i++)
            levels[i] = starts[i + 1] - starts[i] >= fullest * Whole ? Quantiles.Of(values[starts[i]..starts[i + 1]], 0.5) : double.NaN;
        for (var i = 1; i < count; i++)
            if (double.IsNaN(levels[i]))
                levels[i] = levels[i - 1];
        for (var i = count - 2; i >= 0; i--)
            if (double.IsNaN(levels[i]))
                levels[i] = levels[i + 1];
        return levels;
    }

    /// <summary>Slots by repetitions; not a number where nothing was seen.</summary>
    private static double[] Medians(ReadOnlySpan<double> values, ReadOnlySpan<double> hours, int[] starts, double[] levels, int slots, double perHour)
    {
        var medians = new double[slots * levels.Length];
        Array.Fill(medians, double.NaN);
        var buffer = ArrayPool<double>.Shared.Rent(values.Length);
        for (var repetition = 0; repetition < levels.Length; repetition++)
            for (int from = starts[repetition], end; from < starts[repetition + 1]; from = end)
            {
                // Samples of one slot follow each other, but for the hour a clock change repeats: there the later ones count.
                var slot = Slot(hours[from], slots, perHour);
                for (end = from; end < starts[repetition + 1] && Slot(hours[end], slots, perHour) == slot; end++)
                    buffer[end] = values[end] - levels[repetition];
                medians[(slot * levels.Length) + repetition] = Quantiles.Median(buffer.AsSpan(from..end));
            }

        ArrayPool<double>.Shared.Return(buffer);
        return medians;
    }

    private static int Slot(double hour, int slots, double perHour) => Math.Min(slots - 1, double.ConvertToIntegerNative<int>(hour * perHour));

    private static (double[] Shape, double[][] Others) Combine(double[] seen, int slots, int count, double scatter)
    {
        var shape = new double[slots];
        var others = new double[count][];
        for (var repetition = 0; repetition < count; repetition++)
            others[repetition] = new double[slots];
        var ascending = new List<double>(count);
        for (var slot = 0; slot < slots; slot++)
        {
            var row = seen.AsSpan(slot * count, count);
            ascending.Clear();
            foreach (var value in row)
                if (!double.IsNaN(value))
                    ascending.Add(value);
            ascending.Sort();
            var all = CollectionsMarshal.AsSpan(ascending);
            shape[slot] = all.Length > 0 ? Believed(Quantiles.OfSorted(all, 0.5), scatter, all.Length) : double.NaN;
            for (var repetition = 0; repetition < count; repetition++)
                others[repetition][slot] = double.IsNaN(row[repetition]) ? shape[slot]
                    : all.Length > 1 ? Believed(MedianWithout(all, row[repetition]), scatter, all.Length - 1)
                    : double.NaN;
        }

        FillGaps(shape);
        foreach (var other in others)
            FillGaps(other);
        return (shape, others);
    }

    private static void Distances(ReadOnlySpan<double> values, ReadOnlySpan<double> hours, ReadOnlySpan<double> shape, int hoursOfOne, Span<double> distances)
    {
        var perHour = shape.Length / (double)hoursOfOne;
        for (var i = 0; i < distances.Length; i++)
            distances[i] = values[i] - At(shape, hours[i] * perHour);
    }

    private static double Believed(double seen, double scatter, int count)
    {
        var signal = seen * seen;
        return scatter > 0 ? seen * (signal / (signal + (scatter * scatter / count))) : seen;
    }

    /// <summary>How far the repetitions of a slot usually lie apart, as a standard deviation.</summary>
    private static double Scatter(double[] seen, int slots, int count)
    {
        var apart = new List<double>(seen.Length);
        for (var slot = 0; slot < slots; slot++)
            for (var repetition = 1; repetition < count; repetition++)
                if (seen[(slot * count) + repetition] - seen[(slot * count) + repetition - 1] is var difference && !double.IsNaN(difference))
                    apart.Add(difference);
        return Quantiles.Spread(CollectionsMarshal.AsSpan(apart)) / Math.Sqrt(2);
    }

    private static double MedianWithout(ReadOnlySpan<double> ascending, double value)
    {
        var left = ascending.Length - 1;
        return (Other(ascending, (left - 1) / 2, value) + Other(ascending, left / 2, value)) / 2;
    }

    /// <summary>Of a rank when <paramref name="without"/>, which is one of them, is left out.</summary>
    private static double Other(ReadOnlySpan<double> ascending, int rank, double without) => ascending[ascending[rank] < without ? rank : rank + 1];

    /// <summary>A slot never seen takes the next one that was.</summary>
    private static void FillGaps(double[] shape)
    {
        var last = Array.FindIndex(shape, static value => !double.IsNaN(value));
        if (last < 0)
        {
            Array.Clear(shape);
            return;
        }

        for (var i = shape.Length - 1; i >= 0; i--)
            if (double.IsNaN(shape[i]))
                shape[i] = shape[last];
            else
                last = i;
    }
}

/// <param name="Shape">Of one repetition.</param>
/// <param name="Repetitions">Seen.</param>
internal readonly record struct LearnedShape(double[] Shape, int Repetitions);
