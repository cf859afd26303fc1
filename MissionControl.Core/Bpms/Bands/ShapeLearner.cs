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
    /// <param name="hours">Of the repetition, for each value.</param>
    /// <param name="repetitions">The number of the repetition each value is in, rising.</param>
    /// <param name="hoursOfOne">24 or 168.</param>
    /// <param name="slots">Of one repetition.</param>
    /// <param name="shrinks">Is a slot believed only as far as it stands out of the scatter between repetitions (empirical Bayes)?</param>
    public static LearnedShape Learn(ReadOnlySpan<double> values, ReadOnlySpan<double> hours, ReadOnlySpan<int> repetitions, int hoursOfOne, int slots, bool shrinks)
    {
        var index = Number(repetitions, out var count);
        var levels = Levels(values, index, count);
        var seen = Medians(values, hours, index, levels, slots, slots / (double)hoursOfOne);
        var (shape, others) = Combine(seen, slots, count, shrinks ? Scatter(seen, slots, count) : 0);
        var distances = new double[values.Length];
        for (var i = 0; i < distances.Length; i++)
            distances[i] = values[i] - At(others[index[i]], hours[i] * slots / hoursOfOne);
        return new(shape, distances, count);
    }

    /// <summary>Between the middles of the slots linear, around the end too.</summary>
    /// <param name="shape">At least one slot.</param>
    /// <param name="place">In slots, 0 to their number.</param>
    public static double At(ReadOnlySpan<double> shape, double place)
    {
        place -= 0.5;
        if (place < 0)
            place += shape.Length;
        var before = (int)place;
        var part = place - before;
        if (before >= shape.Length)
            before -= shape.Length;
        var after = before + 1 == shape.Length ? 0 : before + 1;
        return shape[before] + (part * (shape[after] - shape[before]));
    }

    private static int[] Number(ReadOnlySpan<int> repetitions, out int count)
    {
        var index = new int[repetitions.Length];
        count = 0;
        for (var i = 0; i < index.Length; i++)
        {
            if (i == 0 || repetitions[i] != repetitions[i - 1])
                count++;
            index[i] = count - 1;
        }

        return index;
    }

    private static double[] Levels(ReadOnlySpan<double> values, int[] index, int count)
    {
        var sizes = new int[count];
        foreach (var repetition in index)
            sizes[repetition]++;
        var fullest = sizes.Max();
        var levels = new double[count];
        for (int repetition = 0, from = 0; repetition < count; from += sizes[repetition], repetition++)
            levels[repetition] = sizes[repetition] >= fullest * Whole ? Quantiles.Of(values.Slice(from, sizes[repetition]), 0.5) : double.NaN;
        for (var i = 1; i < count; i++)
            if (double.IsNaN(levels[i]))
                levels[i] = levels[i - 1];
        for (var i = count - 2; i >= 0; i--)
            if (double.IsNaN(levels[i]))
                levels[i] = levels[i + 1];
        return levels;
    }

    /// <summary>Slots by repetitions; not a number where nothing was seen.</summary>
    private static double[] Medians(ReadOnlySpan<double> values, ReadOnlySpan<double> hours, int[] index, double[] levels, int slots, double perHour)
    {
        var medians = new double[slots * levels.Length];
        Array.Fill(medians, double.NaN);
        var run = new List<double>();
        var cell = -1;
        for (var i = 0; i < values.Length; i++)
        {
            var here = (Math.Min(slots - 1, (int)(hours[i] * perHour)) * levels.Length) + index[i];
            if (here != cell)
                Put(medians, cell, run);
            cell = here;
            run.Add(values[i] - levels[index[i]]);
        }

        Put(medians, cell, run);
        return medians;
    }

    /// <summary>Samples of one slot follow each other, but for the hour a clock change repeats: there the later ones count.</summary>
    private static void Put(double[] medians, int cell, List<double> run)
    {
        if (run.Count > 0)
            medians[cell] = Quantiles.Median(run);
        run.Clear();
    }

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

    private static double MedianWithout(Span<double> ascending, double value)
    {
        var left = ascending.Length - 1;
        var place = ascending.BinarySearch(value);
        var (lower, upper) = ((left - 1) / 2, left / 2);
        return (Other(ascending, lower, place) + Other(ascending, upper, place)) / 2;
    }

    private static double Other(Span<double> ascending, int rank, int without) => ascending[rank < without ? rank : rank + 1];

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
/// <param name="Distances">Of every sample from the shape of the other repetitions.</param>
/// <param name="Repetitions">Seen.</param>
internal readonly record struct LearnedShape(double[] Shape, double[] Distances, int Repetitions);
