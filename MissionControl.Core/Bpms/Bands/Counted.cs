using System.Collections.Immutable;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// What is known of a series that counts events. Its band is drawn round the middle of square roots, which of few events is not their mean: a
/// night that has one event in two minutes of three has a middle of one, and a quarter of an hour without any is rare by the mean only.
/// </summary>
/// <param name="Least">The smallest value above zero: one event at least is in it, in the unit of the values.</param>
/// <param name="Means">The mean of what came as a share of what was expected, by local hour of week, at most 1; empty: nothing is counted.</param>
internal readonly record struct Counted(double Least, ImmutableArray<double> Means)
{
    public static readonly Counted Nothing = new(0, []);

    /// <summary>An hour of the week is believed as far as it has more events than this.</summary>
    private const double Shrink = 25;

    /// <summary>No value counts for more spreads than this: bursts are not what is missed when they do not come.</summary>
    private const double Cap = 3;

    public bool IsLearned => Means.Length > 0;

    /// <param name="series">The history.</param>
    /// <param name="expected">Of each sample, on its scale.</param>
    /// <param name="spread">By hour of day.</param>
    public static Counted Learn(Series series, ReadOnlySpan<double> expected, ReadOnlySpan<double> spread)
    {
        if (series.Scale.Kind != ScaleKind.SquareRoot)
            return Nothing;
        var counted = new Counted(LeastOf(series.Raw), []);
        Span<double> seen = stackalloc double[Baseline.HoursOfWeek], usual = stackalloc double[Baseline.HoursOfWeek];
        var hours = series.HourOfWeek;
        var values = series.Raw;
        for (var i = series.BurnIn; i < expected.Length; i++)
        {
            var here = spread[series.HourOfDay(i)];
            var perUnit = counted.PerUnit(here);
            seen[double.ConvertToIntegerNative<int>(hours[i])] += perUnit * double.MinNative(values[i], series.Scale.From(expected[i] + (Cap * here)));
            usual[double.ConvertToIntegerNative<int>(hours[i])] += perUnit * series.Scale.From(expected[i]);
        }

        var means = ImmutableArray.CreateBuilder<double>(Baseline.HoursOfWeek);
        for (var hour = 0; hour < Baseline.HoursOfWeek; hour++)
            means.Add(Math.Min(1, (WithNeighbours(seen, hour) + Shrink) / (WithNeighbours(usual, hour) + Shrink)));
        return counted with { Means = means.MoveToImmutable() };
    }

    /// <summary>What is expected as a mean.</summary>
    public double Mean(double middle, double hourOfWeek) => middle * Means[double.ConvertToIntegerNative<int>(hourOfWeek)];

    /// <summary>
    /// The events behind one of a value, or the clusters of them where they come in clusters: the square root of so many scatters by a half.
    /// Never more than there can be.
    /// </summary>
    public double PerUnit(double spread) => double.MinNative(1 / Least, 1 / (4 * spread * spread));

    private static double LeastOf(ReadOnlySpan<double> values)
    {
        var least = double.MaxValue;
        foreach (var value in values)
            if (value > 0 && value < least)
                least = value;
        return least;
    }

    private static double WithNeighbours(ReadOnlySpan<double> hours, int hour) =>
        hours[(hour + Baseline.HoursOfWeek - 1) % Baseline.HoursOfWeek] + hours[hour] + hours[(hour + 1) % Baseline.HoursOfWeek];
}
