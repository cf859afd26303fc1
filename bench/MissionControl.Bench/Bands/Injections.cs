using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Trouble of known start and size, an hour long (a slide: a day), every fifth day of the last two weeks of <see cref="DrawnWeeks"/>, at a
/// random time at which the series runs at its average or above; and in two real series of requests by the minute, whose values it multiplies.
/// </summary>
internal static class Injections
{
    private const int Minute = DrawnWeeks.Minute;
    private const int Day = DrawnWeeks.Day;
    private const int Seeds = 20;
    private const int JudgedFrom = 28 * Day;

    private enum Trouble
    {
        DropOfThirty,
        Outage,
        RiseOfFifty,
        Slide,
        Flat,
    }

    private sealed record Outcome(Trouble Trouble, int? Watched, int? Off);

    private sealed record Trial(Outcome[] Outcomes, int FalseOffs, double CleanWeeks, int Inside, int Count);

    public static IEnumerable<Aim> Run(string data)
    {
        var drawn = DrawnWeeks.From(RealSeries.Purchases(data));
        foreach (var isShare in (bool[])[false, true])
            foreach (var perHour in (double[])[30, 100, 300, 1000, 3000, 10_000])
            {
                var trials = new Trial[Seeds];
                Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed => trials[seed] = RunOne(drawn, seed, perHour, isShare));
                foreach (var aim in Tell(trials, perHour, isShare))
                    yield return aim;
            }

        foreach (var requests in RealSeries.Requests(data))
            foreach (var aim in Tell(requests))
                yield return aim;
    }

    private static IEnumerable<Aim> Tell(Trial[] trials, double perHour, bool isShare)
    {
        var name = $"{(isShare ? "share of" : "rate of")} {perHour:#,0} / h";
        var outcomes = trials.SelectMany(static trial => trial.Outcomes).ToLookup(static outcome => outcome.Trouble);
        var outage = outcomes[Trouble.Outage].ToArray();
        yield return new($"{name}, total outage: watched within 3 min", Share(outage, static outcome => outcome.Watched <= 3), perHour > 30 ? 99 : double.NaN, AtLeast: true, " %", Median(outage));
        yield return new($"{name}, total outage: off within 8 min", Share(outage, static outcome => outcome.Off <= 8), perHour > 30 ? 99 : double.NaN, AtLeast: true, " %");
        var drop = outcomes[Trouble.DropOfThirty].ToArray();
        yield return new($"{name}, drop of 30 %: off within 15 min", Share(drop, static outcome => outcome.Off <= 15), perHour >= 1000 ? 95 : double.NaN, AtLeast: true, " %", Median(drop));
        if (!isShare)
        {
            var rise = outcomes[Trouble.RiseOfFifty].ToArray();
            yield return Aim.Told($"{name}, rise of 50 %: off within 15 min", Share(rise, static outcome => outcome.Off <= 15), " %", Median(rise));
            var slide = outcomes[Trouble.Slide].ToArray();
            yield return Aim.Told($"{name}, slide to half within a day: off", Share(slide, static outcome => outcome.Off is not null), " %", Median(slide));
            var flat = outcomes[Trouble.Flat].ToArray();
            yield return Aim.Told($"{name}, stuck: watched or off within two hours", Share(flat, static outcome => (outcome.Watched ?? outcome.Off) <= 2 * Minute), " %");
        }

        var inside = 100.0 * trials.Sum(static trial => trial.Inside) / trials.Sum(static trial => trial.Count);
        yield return new($"{name}, clean: distance of samples inside from 95 points", Math.Abs(inside - 95), 3, AtLeast: false, " points", $"{inside:0.0} % inside");
        yield return new($"{name}, clean: false offs per four weeks", 4 * trials.Sum(static trial => trial.FalseOffs) / trials.Sum(static trial => trial.CleanWeeks), 1, AtLeast: false, "");
    }

    private static Trial RunOne(DrawnWeeks drawn, int seed, double perHour, bool isShare)
    {
        var random = new Random(seed);
        var rhythm = drawn.Rhythm(seed);
        var kinds = isShare ? [Trouble.DropOfThirty, Trouble.Outage] : Enum.GetValues<Trouble>();
        var troubles = new List<(Trouble Trouble, int At)>();
        for (var day = DrawnWeeks.Days - 13; day < DrawnWeeks.Days - 1; day += 5)
        {
            var at = 0;
            do
                at = (day * Day) + random.Next(Day - (2 * Minute));
            while (rhythm[at] < 1);
            troubles.Add((kinds[(seed + troubles.Count) % kinds.Length], at));
        }

        var hurt = Judge(rhythm, seed, perHour, isShare, troubles);
        var clean = Judge(rhythm, seed, perHour, isShare, []);
        var falseOffs = 0;
        for (var i = JudgedFrom; i < clean.Length; i++)
            falseOffs += clean[i].State == TileState.Off && clean[i - 1].State != TileState.Off ? 1 : 0;
        var told = clean.Skip(JudgedFrom).Where(static judged => judged.Inside is not null).ToArray();
        return new(
            [.. troubles.Select(item => OutcomeOf(hurt, item.Trouble, item.At))],
            falseOffs, (clean.Length - JudgedFrom) / (7.0 * Day), told.Count(static judged => judged.Inside == true), told.Length);
    }

    private static Outcome OutcomeOf((TileState State, bool? Inside)[] judged, Trouble trouble, int at) => new(
        trouble,
        First(judged, at, LengthOf(trouble), static state => state is TileState.Watch or TileState.Off),
        First(judged, at, LengthOf(trouble), static state => state == TileState.Off));

    private static int LengthOf(Trouble trouble) => trouble switch { Trouble.Slide => Day, Trouble.Flat => 2 * Minute, _ => Minute };

    /// <summary>Minutes from the start of the trouble until a state: 1 for the first sample; <see langword="null"/>: not while it lasted.</summary>
    private static int? First((TileState State, bool? Inside)[] judged, int at, int length, Func<TileState, bool> is_)
    {
        for (var i = at; i < Math.Min(judged.Length, at + length); i++)
            if (is_(judged[i].State))
                return i - at + 1;
        return null;
    }

    private static (TileState State, bool? Inside)[] Judge(double[] rhythm, int seed, double perHour, bool isShare, List<(Trouble Trouble, int At)> troubles)
    {
        (Trouble Trouble, int At)? Now(int i) => troubles.Where(item => i >= item.At && i < item.At + LengthOf(item.Trouble)).Select(static item => ((Trouble, int)?)item).FirstOrDefault();
        var session = new BandSession(new SessionRules(isShare ? BpmKind.Ratio : BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var judged = new (TileState, bool?)[rhythm.Length];
        var (i, stuck) = (0, (double?)null);
        foreach (var drawn in DrawnWeeks.Draw(rhythm, seed, perHour, isShare, minute => Now(minute) is { } hurt ? Factor(hurt.Trouble, minute - hurt.At) : 1))
        {
            stuck = Now(i)?.Trouble == Trouble.Flat ? stuck ?? drawn.Value : null;
            var sample = drawn with { Value = stuck ?? drawn.Value };
            var step = session.Take(sample);
            judged[i++] = (step.State, step.Point is { } point && sample.Volume is not <= 0 ? point.ToBand().Contains(sample.Value) : null);
        }

        return judged;
    }

    private static IEnumerable<Aim> Tell(RealSeries requests)
    {
        const int FirstDay = 7;
        var outcomes = new List<Outcome>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (trouble, at) = (seed % 2 == 0 ? Trouble.Outage : Trouble.DropOfThirty, (FirstDay * Day) + random.Next(3 * Day));
            var session = new BandSession(new SessionRules(null, BandKind.Auto, TimeZoneInfo.Utc));
            var judged = requests.Samples.Select((sample, i) => (session.Take(i >= at && i < at + Minute ? sample with { Value = sample.Value * Factor(trouble, i - at) } : sample).State, (bool?)null)).ToArray();
            outcomes.Add(OutcomeOf(judged, trouble, at));
        }

        foreach (var kind in outcomes.GroupBy(static outcome => outcome.Trouble))
            yield return Aim.Told($"{Path.GetFileNameWithoutExtension(requests.Name)} as it is, {(kind.Key == Trouble.Outage ? "total outage: off within 8 min" : "drop of 30 %: off within 15 min")}",
                Share([.. kind], outcome => outcome.Off <= (kind.Key == Trouble.Outage ? 8 : 15)), " %", Median([.. kind]));
    }

    private static double Factor(Trouble trouble, int minutes) => trouble switch
    {
        Trouble.DropOfThirty => 0.7,
        Trouble.Outage => 0,
        Trouble.RiseOfFifty => 1.5,
        Trouble.Slide => 1 - (0.5 * minutes / Day),
        _ => 1,
    };

    private static double Share(Outcome[] outcomes, Func<Outcome, bool> found) => outcomes.Length == 0 ? double.NaN : 100.0 * outcomes.Count(found) / outcomes.Length;

    private static string Median(Outcome[] outcomes)
    {
        string Of(IEnumerable<int?> minutes) => minutes.Order(Comparer<int?>.Create(static (one, other) => (one ?? int.MaxValue).CompareTo(other ?? int.MaxValue))).ElementAtOrDefault(outcomes.Length / 2) is { } median ? $"{median} min" : "never";
        return $"half watched after {Of(outcomes.Select(static outcome => outcome.Watched))}, off after {Of(outcomes.Select(static outcome => outcome.Off))}";
    }
}
