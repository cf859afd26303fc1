namespace MissionControl.Bench.Bands;

/// <summary>What the bands are worth, on series nobody here made where there are any.</summary>
internal static class BandsBench
{
    private static readonly string[] _parts = ["calibration", "injections", "real", "readings", "demo", "cost"];

    /// <param name="data">The folder with <c>nab/</c> and <c>cloud-monitoring/</c>.</param>
    /// <param name="names">Which parts, and of <c>injections</c> and <c>readings</c> which classes (<c>rate of 1,000</c>); all without a name.</param>
    public static int Run(string data, string[] names)
    {
        string[] classes = [.. names.Except(_parts)];
        var chosen = names.Except(classes).ToArray();
        Console.WriteLine(Aim.Header);
        var met = true;
        foreach (var aim in _parts.Where(part => chosen.Length == 0 || chosen.Contains(part)).SelectMany(part => Run(part, data, classes)))
        {
            Console.WriteLine(aim);
            met &= aim.IsMet;
        }

        return met ? 0 : 1;
    }

    private static IEnumerable<Aim> Run(string part, string data, string[] classes) => part switch
    {
        "calibration" => Calibration.Run(data),
        "injections" => Injections.Run(data, classes),
        "real" => RealTrouble.Run(data),
        "readings" => Readings.Run(data, classes),
        "demo" => DemoWeeks.Run(),
        _ => Cost.Run(),
    };
}
