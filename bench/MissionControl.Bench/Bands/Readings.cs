namespace MissionControl.Bench.Bands;

/// <summary>The same drawn events read in other ways: what the bands are worth should not hang on how somebody wrote a query.</summary>
internal static class Readings
{
    private const int Seeds = 6;

    private static readonly (string Name, Reading Reading)[] _readings =
    [
        ("counts of single minutes", new(1, 1, IsPerHour: false)),
        ("rate over 15 min once a minute", new(15, 1, IsPerHour: true)),
        ("counts of 5 min every 5 min", new(5, 5, IsPerHour: false)),
        ("count of the last hour once a minute", new(60, 1, IsPerHour: false)),
        ("rate over 5 min every 30 s", new(5, 0.5, IsPerHour: true)),
    ];

    /// <param name="data">The data folder.</param>
    /// <param name="only">Classes (<c>rate of 1,000</c>) or readings by name; all without a name.</param>
    public static IEnumerable<Aim> Run(string data, string[] only)
    {
        var drawn = DrawnWeeks.From(RealSeries.Purchases(data));
        foreach (var (name, reading) in _readings)
            foreach (var perHour in (double[])[100, 300, 1000, 3000])
            {
                var kind = new TrialKind(perHour, IsShare: false, reading);
                if (only.Length > 0 && !only.Contains(kind.Name) && !only.Contains(name))
                    continue;
                foreach (var aim in Tell($"{kind.Name} / h as {name}", Trial.RunAll(drawn, kind, Seeds)))
                    yield return aim;
            }
    }

    private static IEnumerable<Aim> Tell(string name, Trial[] trials)
    {
        var outcomes = trials.SelectMany(static trial => trial.Outcomes).ToLookup(static outcome => outcome.Trouble);
        var (outage, drop) = (outcomes[Trouble.Outage].ToArray(), outcomes[Trouble.DropOfThirty].ToArray());
        yield return Aim.Told($"{name}, total outage: off within 8 min", Outcome.Share(outage, static outcome => outcome.Off <= 8), " %",
            $"watched within 3 min {Outcome.Share(outage, static outcome => outcome.Watched <= 3):0} %; {outage.Length} troubles; {Outcome.Medians(outage)}");
        yield return Aim.Told($"{name}, drop of 30 %: off within 15 min", Outcome.Share(drop, static outcome => outcome.Off <= 15), " %",
            $"{Outcome.Medians(drop)}; rise of 50 % off within 15 min {Outcome.Share([.. outcomes[Trouble.RiseOfFifty]], static outcome => outcome.Off <= 15):0} %; watched or off while it lasts: "
            + string.Join(", ", ((Trouble[])[Trouble.Slide, Trouble.Stuck, Trouble.SixHoursLate]).Select(trouble => $"{trouble.Name()} {Outcome.Share([.. outcomes[trouble]], static outcome => outcome.Watched is not null):0} %")));
        foreach (var aim in Trial.TellClean(name, trials))
            yield return aim with { Limit = double.NaN };
    }
}
