namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// How rare a number of events out of so many is, as a distance in standard deviations of a normal distribution that is as rare (Peizer
/// and Pratt 1968, at the middle of the step). Right to a
/// tenth of a deviation, and to a half where none or all of a few events went well.
/// </summary>
internal static class BinomialTail
{
    private const int MostSteps = 12;

    /// <param name="good">How many, 0 to <paramref name="events"/>.</param>
    /// <param name="events">Out of so many; more than 0.</param>
    /// <param name="p">The share expected, between 0 and 1.</param>
    public static double Distance(double good, double events, double p)
    {
        var q = 1 - p;
        var bad = events - good;
        var distance = good + (1.0 / 6) - ((events + (1.0 / 3)) * p);
        distance += 0.02 * ((q / (Math.Max(0, good) + 0.5)) - (p / (Math.Max(0, bad) + 0.5)) + ((q - 0.5) / (events + 1)));
        var skew = Math.Max(1e-3, 1 + (q * Bend(good / (events * p))) + (p * Bend(bad / (events * q))));
        return distance * Math.Sqrt(skew / ((events + (1.0 / 6)) * p * q));
    }

    /// <summary>How many events are at a distance; between what is expected and what is possible.</summary>
    public static double Events(double distance, double events, double p)
    {
        const double BeyondPossible = 0.5, Precise = 1e-3;
        var (from, to) = distance < 0 ? (-BeyondPossible, events * p) : (events * p, events + BeyondPossible);
        // Begins where a normal distribution with the skew of this one has it (Cornish and Fisher), and goes on by the slope last seen.
        var perDistance = Math.Sqrt(events * p * (1 - p));
        var seen = (events * p) + (distance * perDistance) + (((distance * distance) - 1) / 6 * (1 - (2 * p)));
        var (last, lastMissing) = (events * p, distance);
        for (var i = 0; i < MostSteps; i++)
        {
            seen = seen > from && seen < to ? seen : (from + to) / 2;
            var missing = distance - Distance(seen, events, p);
            if (Math.Abs(missing) < Precise)
                break;
            if (missing > 0)
                from = seen;
            else
                to = seen;
            if ((seen - last) / (lastMissing - missing) is > 0 and var slope)
                perDistance = slope;
            (last, lastMissing) = (seen, missing);
            seen += missing * perDistance;
        }

        return Math.Clamp(Math.Clamp(seen, from, to), 0, events);
    }

    private static double Bend(double ratio)
    {
        const double Near = 1e-4;
        if (ratio <= 0)
            return 1;
        return Math.Abs(ratio - 1) < Near ? 0 : (1 - (ratio * ratio) + (2 * ratio * Math.Log(ratio))) / ((1 - ratio) * (1 - ratio));
    }
}
