namespace MissionControl.Bench.Bands;

/// <summary>What the bands are worth, on series nobody here made where there are any.</summary>
internal static class BandsBench
{
    /// <param name="data">The folder with <c>nab/</c> and <c>cloud-monitoring/</c>.</param>
    /// <param name="names">Which parts; all without a name.</param>
    public static int Run(string data, string[] names)
    {
        var parts = new (string Name, Func<IEnumerable<Aim>> Run)[]
        {
            ("calibration", () => Calibration.Run(data)),
            ("injections", () => Injections.Run(data)),
            ("demo", DemoWeeks.Run),
            ("cost", Cost.Run),
        };
        Console.WriteLine(Aim.Header);
        var met = true;
        foreach (var aim in parts.Where(part => names.Length == 0 || names.Contains(part.Name)).SelectMany(static part => part.Run()))
        {
            Console.WriteLine(aim);
            met &= aim.IsMet;
        }

        return met ? 0 : 1;
    }
}
