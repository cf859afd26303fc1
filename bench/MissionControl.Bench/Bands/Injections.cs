namespace MissionControl.Bench.Bands;

/// <summary>Trouble of known start and size in <see cref="DrawnWeeks"/> of any volume, beside what is possible at all.</summary>
internal static class Injections
{
    private const int Seeds = 20;

    /// <param name="data">The data folder.</param>
    /// <param name="only">Classes by name, such as <c>rate of 1,000</c>; all without a name.</param>
    public static IEnumerable<Aim> Run(string data, string[] only)
    {
        var drawn = DrawnWeeks.From(RealSeries.Purchases(data));
        foreach (var isShare in (bool[])[false, true])
            foreach (var perHour in (double[])[30, 100, 300, 1000, 3000, 10_000])
            {
                var kind = new TrialKind(perHour, isShare, Reading.Usual);
                if (only.Length > 0 && !only.Contains(kind.Name))
                    continue;
                foreach (var aim in Tell(kind, Trial.RunAll(drawn, kind, Seeds)))
                    yield return aim;
            }
    }

    private static IEnumerable<Aim> Tell(TrialKind kind, Trial[] trials)
    {
        var name = $"{kind.Name} / h";
        var outcomes = trials.SelectMany(static trial => trial.Outcomes).ToLookup(static outcome => outcome.Trouble);
        var limit = kind.PerHour > 30 ? 99 : double.NaN;
        yield return Soon(Trouble.Outage, "watched within 3 min", limit, static outcome => outcome.Watched <= 3, static best => best.Watched());
        yield return Soon(Trouble.Outage, "off within 8 min", limit, static outcome => outcome.Off <= 8, static best => best.Off());
        yield return Soon(Trouble.DropOfThirty, "off within 15 min", kind.PerHour >= 1000 ? 95 : double.NaN, static outcome => outcome.Off <= 15, static best => best.Off());
        if (!kind.IsShare)
        {
            var rise = outcomes[Trouble.RiseOfFifty].ToArray();
            yield return Aim.Told($"{name}, rise of 50 %: off within 15 min", Outcome.Share(rise, static outcome => outcome.Off <= 15), " %", Beside(rise));
            foreach (var trouble in (Trouble[])[Trouble.Slide, Trouble.Stuck, Trouble.SixHoursLate])
            {
                var told = outcomes[trouble].ToArray();
                yield return Aim.Told($"{name}, {trouble.Name()}: watched or off while it lasts", Outcome.Share(told, static outcome => outcome.Watched is not null), " %",
                    $"off {Aim.Show(Outcome.Share(told, static outcome => outcome.Off is not null))} %; {Beside(told)}");
            }
        }

        foreach (var aim in Trial.TellClean(name, trials))
            yield return aim;

        Aim Soon(Trouble trouble, string what, double limit, Func<Outcome, bool> isTold, Func<BestPossible, string> best)
        {
            var told = outcomes[trouble].ToArray();
            return new($"{name}, {trouble.Name()}: {what}", Outcome.Share(told, isTold), limit, AtLeast: true, " %", $"{Beside(told)}; {Quieter(told, isTold)}; {Possible(kind, trouble, told, best)}");
        }
    }

    private static string Possible(TrialKind kind, Trouble trouble, Outcome[] outcomes, Func<BestPossible, string> told)
    {
        var busy = outcomes.Average(static outcome => outcome.Rhythm);
        var answers = ((double[])[kind.PerHour, busy * kind.PerHour]).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(perHour => told(new(perHour, kind.IsShare, trouble))).ToArray();
        return $"best possible within 3 / 8 / 15 min: {answers[0]} %, and {answers[1]} % at {busy:0.0} times the volume, as where these begin";
    }

    private static string Beside(Outcome[] outcomes) => $"{outcomes.Length} troubles; {Outcome.Medians(outcomes)}";

    /// <summary>Where the rhythm runs high more events tell: the share told of the half of the troubles that begin where it runs lowest.</summary>
    private static string Quieter(Outcome[] outcomes, Func<Outcome, bool> told)
    {
        var quieter = outcomes.OrderBy(static outcome => outcome.Rhythm).Take(outcomes.Length / 2).ToArray();
        return $"the quieter half (at {quieter.Average(static outcome => outcome.Rhythm):0.0} times the volume) {Aim.Show(Outcome.Share(quieter, told))} %";
    }
}
