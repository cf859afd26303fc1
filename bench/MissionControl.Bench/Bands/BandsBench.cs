namespace MissionControl.Bench.Bands;

/// <summary>What the bands are worth, on series nobody here made where there are any.</summary>
internal static class BandsBench
{
    public static int Run(string data)
    {
        Console.WriteLine(Aim.Header);
        var met = true;
        foreach (var aim in Calibration.Run(data).Concat(Injections.Run(data)).Concat(DemoWeeks.Run()).Concat(Cost.Run()))
        {
            Console.WriteLine(aim);
            met &= aim.IsMet;
        }

        return met ? 0 : 1;
    }
}
