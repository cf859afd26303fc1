namespace MissionControl.Core.Bpms.Bands;

internal static class Quantiles
{
    /// <summary>The <paramref name="share"/> quantile of ascending values, linear between neighbours. Needs at least one value.</summary>
    public static double OfSorted(ReadOnlySpan<double> ascending, double share)
    {
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        if (below >= ascending.Length - 1)
            return ascending[^1];
        return ascending[below] + ((place - below) * (ascending[below + 1] - ascending[below]));
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return OfSorted(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values), 0.5);
    }
}
