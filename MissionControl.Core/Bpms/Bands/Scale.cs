using System.Numerics;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>The kinds of scale a series is learned on, where its noise is about as large at its peaks as in its quiet hours.</summary>
internal enum ScaleKind
{
    /// <summary>As it is: the noise does not depend on the value. Ratios, whose noise comes from their volume, and whatever goes below zero.</summary>
    Linear,

    /// <summary>Square root: the noise grows with the square root of the value, as that of counted events does.</summary>
    SquareRoot,

    /// <summary>Logarithm: the noise grows with the value, as that of money and times does.</summary>
    Logarithm,
}

/// <summary>A scale with the offset that keeps it finite and calm near nothing.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Offset">Added before, in the series' unit; above zero for <see cref="ScaleKind.Logarithm"/>.</param>
internal readonly record struct Scale(ScaleKind Kind, double Offset)
{
    private const int Stretch = 12;
    private const int FewestStretches = 6;

    /// <summary>With levels closer together than this (as a logarithm) no growth of noise can be told.</summary>
    private const double LeastRange = 0.2;

    public double To(double value) => Kind switch
    {
        ScaleKind.SquareRoot => Math.Sqrt(double.MaxNative(0, value) + Offset),
        ScaleKind.Logarithm => Math.Log(double.MaxNative(0, value) + Offset),
        _ => value,
    };

    public double From(double scaled) => Kind switch
    {
        ScaleKind.SquareRoot => double.MaxNative(0, (double.MaxNative(0, scaled) * double.MaxNative(0, scaled)) - Offset),
        ScaleKind.Logarithm => double.MaxNative(0, Math.Exp(double.MinNative(scaled, 700)) - Offset),
        _ => scaled,
    };

    /// <summary>
    /// Chosen by how the noise grows with the level over short stretches (Taylor's law): the slope of log noise against log level,
    /// the quiet third of the stretches against the busy third, by medians. A series that goes below zero stays as it is. Few events have no middle
    /// that tells: so many samples count together that they have enough.
    /// </summary>
    /// <param name="values">At least one.</param>
    /// <param name="one">What one event is in their unit, where they are whole events.</param>
    public static Scale Choose(ReadOnlySpan<double> values, double? one)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            if (value < 0)
                return default;
            sum += value;
        }

        var together = one is { } single ? Math.Max(1, (int)(WholeEvents.Few * single * values.Length / sum)) : 1;
        var (levels, noises) = Stretches(together > 1 ? Sums(values, together) : values);
        if (levels.Length < FewestStretches)
            return default;

        Array.Sort(levels, noises);
        var third = levels.Length / 3;
        var range = Middle(levels.AsSpan(^third..)) - Middle(levels.AsSpan(..third));
        if (range < LeastRange)
            return default;
        var slope = (Middle(noises.AsSpan(^third..)) - Middle(noises.AsSpan(..third))) / range;
        var typical = Math.Exp(Middle(levels)) / together;
        return slope switch
        {
            < 0.25 => default,
            < 0.75 => new(ScaleKind.SquareRoot, 0.375 * Math.Min(together > 1 ? one!.Value : 1, typical)),
            _ => new(ScaleKind.Logarithm, 0.1 * typical),
        };
    }

    private static double[] Sums(ReadOnlySpan<double> values, int together)
    {
        var sums = new double[values.Length / together];
        for (var i = 0; i < sums.Length; i++)
            foreach (var value in values.Slice(i * together, together))
                sums[i] += value;
        return sums;
    }

    /// <summary>Log level and log noise (the usual step from sample to sample) of each stretch that has both.</summary>
    private static (double[] Levels, double[] Noises) Stretches(ReadOnlySpan<double> values)
    {
        var (levels, noises) = (new List<double>(values.Length / Stretch), new List<double>(values.Length / Stretch));
        Span<Vector<double>> window = stackalloc Vector<double>[Stretch];
        Span<Vector<double>> steps = stackalloc Vector<double>[Stretch - 1];
        var stretches = values.Length / Stretch;
        for (var first = 0; first < stretches; first += Vector<double>.Count)
        {
            var many = Math.Min(Vector<double>.Count, stretches - first);
            Gather(values[(first * Stretch)..((first + many) * Stretch)], window);
            for (var i = 1; i < Stretch; i++)
                steps[i - 1] = Vector.Abs(window[i] - window[i - 1]);
            Sort(window);
            Sort(steps);
            var (level, noise) = ((window[(Stretch / 2) - 1] + window[Stretch / 2]) / 2, steps[(int)(0.6 * steps.Length)]);
            for (var i = 0; i < many; i++)
            {
                if (level[i] <= 0 || noise[i] <= 0)
                    continue;
                levels.Add(Math.Log(level[i]));
                noises.Add(Math.Log(noise[i]));
            }
        }

        return ([.. levels], [.. noises]);
    }

    /// <summary>Lays stretches side by side, one in each lane.</summary>
    private static void Gather(ReadOnlySpan<double> values, Span<Vector<double>> window)
    {
        Span<double> row = stackalloc double[Vector<double>.Count];
        for (var place = 0; place < Stretch; place++)
        {
            for (var lane = 0; (lane * Stretch) + place < values.Length; lane++)
                row[lane] = values[(lane * Stretch) + place];
            window[place] = new(row);
        }
    }

    /// <summary>Each lane for itself: neighbours change places until all are in order, the even ones and the odd ones by turns.</summary>
    private static void Sort(Span<Vector<double>> rows)
    {
        for (var round = 0; round < rows.Length; round++)
            for (var i = round % 2; i + 1 < rows.Length; i += 2)
                (rows[i], rows[i + 1]) = (Vector.MinNative(rows[i], rows[i + 1]), Vector.MaxNative(rows[i], rows[i + 1]));
    }

    private static double Middle(ReadOnlySpan<double> values) => Quantiles.Of(values, 0.5);
}
