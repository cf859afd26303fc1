using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>What is drawn and how it is read.</summary>
/// <param name="PerHour">Events an hour, on average.</param>
/// <param name="IsShare">The share of them that go well, or their rate?</param>
/// <param name="Reading">How they become samples.</param>
internal sealed record TrialKind(double PerHour, bool IsShare, Reading Reading)
{
    public string Name => $"{(IsShare ? "share" : "rate")} of {PerHour:#,0}";
}

/// <summary>
/// Six drawn weeks: the last two are judged clean, and each trouble, at a random moment of them, in a <see cref="Fork"/> of what was
/// known until then. Outages, drops, rises and slides begin where the series runs at its average or above, the others anywhere.
/// </summary>
internal sealed record Trial(Outcome[] Outcomes, int FalseOffs, int Watches, double CleanWeeks, int Inside, int Count)
{
    private const int JudgedFrom = 28 * Troubles.Day;
    private static readonly (Trouble Trouble, int Times)[] _ofRates = [(Trouble.Outage, 10), (Trouble.DropOfThirty, 10), (Trouble.RiseOfFifty, 4), (Trouble.Slide, 2), (Trouble.Stuck, 2), (Trouble.SixHoursLate, 2)];

    public static Trial[] RunAll(DrawnWeeks drawn, TrialKind kind, int seeds)
    {
        var trials = new Trial[seeds];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed => trials[seed] = Run(drawn.Rhythm(seed), seed, kind));
        return trials;
    }

    public static IEnumerable<Aim> TellClean(string name, Trial[] trials)
    {
        var (inside, weeks) = (100.0 * trials.Sum(static trial => trial.Inside) / trials.Sum(static trial => trial.Count), trials.Sum(static trial => trial.CleanWeeks));
        yield return new($"{name}, clean: distance of samples inside from 95 points", Math.Abs(inside - 95), 3, AtLeast: false, " points", $"{inside:0.0} % inside");
        yield return new($"{name}, clean: false offs per four weeks", 4 * trials.Sum(static trial => trial.FalseOffs) / weeks, 1, AtLeast: false, "",
            $"{trials.Sum(static trial => trial.FalseOffs)} in {weeks:0} weeks; watched {Aim.Show(trials.Sum(static trial => trial.Watches) / (7 * weeks))} times a day");
    }

    private static Trial Run(double[] rhythm, int seed, TrialKind kind)
    {
        var series = new DrawnSeries(rhythm, seed, kind.PerHour, kind.IsShare, kind.Reading);
        var session = new BandSession(new SessionRules(kind.IsShare ? BpmKind.Ratio : BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var troubles = new Queue<(Trouble Trouble, int At)>(TroublesIn(rhythm, seed, kind.IsShare).OrderBy(static trouble => trouble.At));
        var (outcomes, before) = (new List<Outcome>(), TileState.Learning);
        var (falseOffs, watches, inside, count) = (0, 0, 0, 0);
        foreach (var (minute, sample) in series.Read())
        {
            while (troubles.TryPeek(out var next) && next.At <= minute)
                outcomes.Add(Judge(Fork.Of(session), series, kind.Reading.Tick, troubles.Dequeue()) with { Rhythm = rhythm[next.At] });
            var step = session.Take(sample);
            if (minute >= JudgedFrom)
            {
                falseOffs += step.State == TileState.Off && before != TileState.Off ? 1 : 0;
                watches += step.State is TileState.Watch or TileState.Off && before is not (TileState.Watch or TileState.Off) ? 1 : 0;
                var told = step.Point is not null && sample.Volume is not <= 0;
                count += told ? 1 : 0;
                inside += told && step.Point!.Value.ToBand().Contains(sample.Value) ? 1 : 0;
            }

            before = step.State;
        }

        return new([.. outcomes], falseOffs, watches, (rhythm.Length - JudgedFrom) / (7.0 * Troubles.Day), inside, count);
    }

    private static Outcome Judge(BandSession session, DrawnSeries series, double tick, (Trouble Trouble, int At) trouble) =>
        Outcome.Of(trouble.Trouble, series.Read(trouble.At, trouble.Trouble.Length(), trouble.Trouble)
            .Select(item => (item.Minute + tick - trouble.At, session.Take(item.Sample).State)));

    private static IEnumerable<(Trouble Trouble, int At)> TroublesIn(double[] rhythm, int seed, bool isShare)
    {
        var random = new Random(seed);
        foreach (var (trouble, times) in isShare ? _ofRates.AsEnumerable().Take(2) : _ofRates)
            for (var i = 0; i < times; i++)
            {
                var at = 0;
                do
                    at = random.Next(JudgedFrom, rhythm.Length - Troubles.Day);
                while (rhythm[at] < 1 && trouble is not (Trouble.Stuck or Trouble.SixHoursLate));
                yield return (trouble, at);
            }
    }
}
