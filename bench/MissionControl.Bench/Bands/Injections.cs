using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Trouble of known start and size in series whose rhythm is real: counted events of any volume are drawn (Poisson) from the hourly means of
/// two real request series of eleven days, and read as a query over the last five minutes, once a minute. One kind of trouble each day from
/// the seventh on, at a random time, for an hour.
/// </summary>
internal static class Injections
{
    private const int Minute = 60;
    private const int Day = 24 * Minute;
    private const int FirstDay = 7;
    private const int Window = 5;
    private const int Seeds = 6;

    private enum Trouble
    {
        DropOfThirty,
        Outage,
        RiseOfFifty,
        Flat,
    }

    private sealed record Outcome(Trouble Trouble, int? Watched, int? Off);

    private sealed record Trial(List<Outcome> Outcomes, int FalseOffs, double CleanWeeks, int Inside, int Count);

    public static IEnumerable<Aim> Run(string data)
    {
        var requests = RealSeries.Requests(data).ToArray();
        foreach (var isShare in (bool[])[false, true])
            foreach (var perHour in (double[])[30, 100, 300, 1000, 10_000])
            {
                var trials = new List<Trial>();
                Parallel.For(0, requests.Length * Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
                {
                    var trial = RunOne(requests[i % requests.Length], i / requests.Length, perHour, isShare);
                    lock (trials)
                        trials.Add(trial);
                });
                foreach (var aim in Tell(trials, perHour, isShare))
                    yield return aim;
            }
    }

    private static IEnumerable<Aim> Tell(List<Trial> trials, double perHour, bool isShare)
    {
        var name = $"{(isShare ? "share of" : "rate of")} {perHour:#,0} / h";
        var outcomes = trials.SelectMany(static trial => trial.Outcomes).ToLookup(static outcome => outcome.Trouble);
        var outage = outcomes[Trouble.Outage].ToArray();
        yield return new($"{name}, total outage: watched within 3 min", Share(outage, static outcome => outcome.Watched <= 3), perHour > 30 ? 99 : double.NaN, AtLeast: true, " %", Median(outage));
        yield return new($"{name}, total outage: off within 8 min", Share(outage, static outcome => outcome.Off <= 8), perHour > 30 ? 99 : double.NaN, AtLeast: true, " %");
        if (!isShare)
        {
            var drop = outcomes[Trouble.DropOfThirty].ToArray();
            yield return new($"{name}, drop of 30 %: off within 15 min", Share(drop, static outcome => outcome.Off <= 15), perHour >= 1000 ? 95 : double.NaN, AtLeast: true, " %", Median(drop));
            var rise = outcomes[Trouble.RiseOfFifty].ToArray();
            yield return Aim.Told($"{name}, rise of 50 %: off within 15 min", Share(rise, static outcome => outcome.Off <= 15), " %", Median(rise));
            var flat = outcomes[Trouble.Flat].ToArray();
            yield return Aim.Told($"{name}, stuck: watched or off within the hour", Share(flat, static outcome => (outcome.Watched ?? outcome.Off) <= Minute), " %");
        }

        var inside = 100.0 * trials.Sum(static trial => trial.Inside) / trials.Sum(static trial => trial.Count);
        yield return new($"{name}, clean: distance of samples inside from 95 points", Math.Abs(inside - 95), 3, AtLeast: false, " points", $"{inside:0.0} % inside");
        yield return new($"{name}, clean: false offs per four weeks", 4 * trials.Sum(static trial => trial.FalseOffs) / trials.Sum(static trial => trial.CleanWeeks), 1, AtLeast: false, "");
    }

    private static Trial RunOne(RealSeries requests, int seed, double perHour, bool isShare)
    {
        var random = new Random(seed);
        var troubles = Enum.GetValues<Trouble>().Select((trouble, i) => (trouble, at: ((FirstDay + i) * Day) + random.Next(Day - (2 * Minute)))).Where(item => item.at + (2 * Minute) < requests.Samples.Length).ToArray();
        var hurt = Judge(requests, seed, perHour, isShare, troubles);
        var clean = Judge(requests, seed, perHour, isShare, []);
        var outcomes = troubles.Select(item => new Outcome(item.trouble, First(hurt, item.at, static state => state is TileState.Watch or TileState.Off), First(hurt, item.at, static state => state == TileState.Off))).ToList();
        var from = FirstDay * Day;
        var falseOffs = 0;
        for (var i = from; i < clean.Length; i++)
            falseOffs += clean[i].State == TileState.Off && clean[i - 1].State != TileState.Off ? 1 : 0;
        return new(outcomes, falseOffs, (clean.Length - from) / (7.0 * Day), clean.Skip(from).Count(static item => item.Inside), clean.Length - from);
    }

    /// <summary>Minutes from the start of the trouble until a state; <see langword="null"/>: not within two hours.</summary>
    private static int? First((TileState State, bool Inside)[] states, int at, Func<TileState, bool> is_)
    {
        for (var i = at; i < at + (2 * Minute); i++)
            if (is_(states[i].State))
                return i - at;
        return null;
    }

    private static (TileState State, bool Inside)[] Judge(RealSeries requests, int seed, double perHour, bool isShare, (Trouble Trouble, int At)[] troubles)
    {
        var rhythm = Smooth(requests.Samples);
        var (events, good) = (new double[requests.Samples.Length], new double[requests.Samples.Length]);
        var session = new BandSession(new SessionRules(isShare ? BpmKind.Ratio : BpmKind.Rate, BandKind.Auto, TimeZoneInfo.Utc));
        var judged = new (TileState, bool)[events.Length];
        var stuck = double.NaN;
        for (var i = 0; i < events.Length; i++)
        {
            var trouble = troubles.Where(item => i >= item.At && i < item.At + Minute).Select(static item => (Trouble?)item.Trouble).FirstOrDefault();
            var rate = perHour / Minute * rhythm[i];
            events[i] = Poisson(new DemoNoise(seed, "events", i), !isShare && trouble is { } hurt ? rate * Factor(hurt) : rate);
            good[i] = Poisson(new DemoNoise(seed, "bad", i), events[i] * 0.1);
            good[i] = trouble == Trouble.Outage ? 0 : Math.Max(0, events[i] - good[i]);
            var from = Math.Max(0, i - Window + 1);
            var sum = events.AsSpan(from, i - from + 1).ToArray().Sum();
            var value = isShare ? (sum > 0 ? good.AsSpan(from, i - from + 1).ToArray().Sum() / sum : 0) : sum * Minute / Window;
            stuck = trouble == Trouble.Flat ? (double.IsNaN(stuck) ? value : stuck) : double.NaN;
            if (!isShare && !double.IsNaN(stuck))
                value = stuck;
            var step = session.Take(new Sample(requests.Samples[i].At, value, isShare ? sum : null));
            judged[i] = (step.State, step.Point is { } point && point.ToBand().Contains(value));
        }

        return judged;
    }

    /// <summary>The rhythm alone, around 1: what is drawn from it has the noise of its own volume.</summary>
    private static double[] Smooth(Sample[] samples)
    {
        const int Half = 30;
        var mean = samples.Average(static sample => sample.Value);
        var (sum, smooth) = (0.0, new double[samples.Length]);
        for (var i = -Half; i < samples.Length; i++)
        {
            sum += i + Half < samples.Length ? samples[i + Half].Value : 0;
            sum -= i - Half - 1 >= 0 ? samples[i - Half - 1].Value : 0;
            if (i >= 0)
                smooth[i] = sum / (Math.Min(samples.Length - 1, i + Half) - Math.Max(0, i - Half) + 1) / mean;
        }

        return smooth;
    }

    private static double Factor(Trouble trouble) => trouble switch { Trouble.DropOfThirty => 0.7, Trouble.Outage => 0, Trouble.RiseOfFifty => 1.5, _ => 1 };

    /// <summary>Counted, as real events are.</summary>
    private static double Poisson(DemoNoise noise, double mean)
    {
        if (mean > 50)
            return Math.Round(Math.Max(0, mean + (Math.Sqrt(mean) * noise.Gaussian())));
        var (limit, product, count) = (Math.Exp(-mean), noise.Uniform(), 0);
        for (; product > limit; count++)
            product *= noise.Uniform();
        return count;
    }

    private static double Share(Outcome[] outcomes, Func<Outcome, bool> found) => outcomes.Length == 0 ? double.NaN : 100.0 * outcomes.Count(found) / outcomes.Length;

    private static string Median(Outcome[] outcomes)
    {
        string Of(IEnumerable<int?> minutes) => minutes.Order(Comparer<int?>.Create(static (one, other) => (one ?? int.MaxValue).CompareTo(other ?? int.MaxValue))).ElementAtOrDefault(outcomes.Length / 2) is { } median ? $"{median} min" : "never";
        return $"half watched after {Of(outcomes.Select(static outcome => outcome.Watched))}, off after {Of(outcomes.Select(static outcome => outcome.Off))}";
    }
}
