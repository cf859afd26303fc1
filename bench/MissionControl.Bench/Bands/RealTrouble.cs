using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>
/// Trouble multiplied into clean series that nobody here made, at random moments after the learning quarter, each in a <see cref="Fork"/> of
/// what was known until then. It lasts as long as in drawn weeks, but six samples at least. The same series as they are: false Offs.
/// </summary>
internal static class RealTrouble
{
    private const int Times = 60;
    private const int FewestSamples = 6;

    public static IEnumerable<Aim> Run(string data)
    {
        var judged = RealSeries.Clean(data).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(Judge).ToArray();
        var hurt = judged.Where(static series => series.Outcomes.Length > 0).ToArray();
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            var all = hurt.SelectMany(series => series.Of(trouble)).ToArray();
            yield return Aim.Told($"{hurt.Length} clean real series, {trouble.Name()}: watched or off while it lasts", Watched(all), " %",
                $"off {Off(all):0} %; {all.Length} troubles; {Outcome.Medians(all)}; watched / off by series: {string.Join(", ", hurt.Select(series => $"{series.Name} {Watched(series.Of(trouble)):0} / {Off(series.Of(trouble)):0}"))}");
        }

        foreach (var series in hurt.Where(static series => series.Interval == TimeSpan.FromMinutes(1)))
        {
            yield return Soon(series, Trouble.Outage, 8);
            yield return Soon(series, Trouble.DropOfThirty, 15);
        }

        yield return Aim.Told($"{judged.Length} clean real series as they are: false offs per series and week", judged.Sum(static series => series.FalseOffs) / judged.Sum(static series => series.Weeks), "",
            string.Join(", ", judged.Select(static series => $"{series.Name} {series.FalseOffs} in {series.Weeks:0.0} weeks")));
        var seasonal = judged.Where(static series => series.SeasonalWeeks > 0).ToArray();
        yield return new("clean weeks of the real seasonal series: false offs per BPM and four weeks", 4 * seasonal.Sum(static series => series.SeasonalOffs) / seasonal.Sum(static series => series.SeasonalWeeks), 1, AtLeast: false, "",
            string.Join(", ", seasonal.Select(static series => $"{series.Name} {series.SeasonalOffs} in {series.SeasonalWeeks:0.0} weeks")));
    }

    private static Aim Soon(Judged series, Trouble trouble, int minutes)
    {
        var outcomes = series.Of(trouble);
        return Aim.Told($"{series.Name}, {trouble.Name()}: off within {minutes} min", Outcome.Share(outcomes, outcome => outcome.Off <= minutes), " %", Outcome.Medians(outcomes));
    }

    private static double Watched(Outcome[] outcomes) => Outcome.Share(outcomes, static outcome => outcome.Watched is not null);

    private static double Off(Outcome[] outcomes) => Outcome.Share(outcomes, static outcome => outcome.Off is not null);

    private static Judged Judge(RealSeries series)
    {
        var samples = series.Samples;
        var (first, interval) = (samples.Length / 4, samples[1].At - samples[0].At);
        // Half of what lies at or below zero cannot be multiplied.
        var troubles = new Queue<(Trouble Trouble, int At)>(samples.Select(static sample => sample.Value).Order().ElementAt(samples.Length / 2) > 0 ? TroublesIn(samples.Length, first, interval) : []);
        var (session, before, judged) = (new BandSession(new SessionRules(null, BandKind.Auto, TimeZoneInfo.Utc)), TileState.Learning, new Judged(Path.GetFileNameWithoutExtension(series.Name), interval));
        var outcomes = new List<Outcome>();
        for (var i = 0; i < samples.Length; i++)
        {
            while (troubles.TryPeek(out var next) && next.At == i)
                outcomes.Add(Hurt(Fork.Of(session), samples, troubles.Dequeue(), interval));
            var state = session.Take(samples[i]).State;
            if (i >= first)
                judged.Count(state == TileState.Off && before != TileState.Off, session.Judged is { Rhythm: not Rhythm.None });
            before = state;
        }

        judged.Outcomes = [.. outcomes];
        return judged;
    }

    private static IEnumerable<(Trouble Trouble, int At)> TroublesIn(int samples, int first, TimeSpan interval)
    {
        var random = new Random(1);
        return Enum.GetValues<Trouble>().SelectMany(trouble => Enumerable.Range(0, Times).Select(_ => (trouble, random.Next(first, samples - Length(trouble, interval))))).OrderBy(static item => item.Item2);
    }

    private static int Length(Trouble trouble, TimeSpan interval) => Math.Max(FewestSamples, (int)(trouble.Length() / interval.TotalMinutes));

    private static Outcome Hurt(BandSession session, Sample[] samples, (Trouble Trouble, int At) hurt, TimeSpan interval)
    {
        var (trouble, at) = hurt;
        return Outcome.Of(trouble, Enumerable.Range(0, Length(trouble, interval)).Select(i => ((i + 1) * interval.TotalMinutes, session.Take(samples[at + i] with { Value = Value(i) }).State)));

        double Value(int i) => trouble switch
        {
            Trouble.Stuck => samples[at].Value,
            Trouble.SixHoursLate => samples[at + i - (int)(Troubles.Late / interval.TotalMinutes)].Value,
            _ => samples[at + i].Value * trouble.Left(i * interval.TotalMinutes),
        };
    }

    private sealed record Judged(string Name, TimeSpan Interval)
    {
        private int _samples;
        private int _seasonal;

        public Outcome[] Outcomes { get; set; } = [];

        public int FalseOffs { get; private set; }

        public int SeasonalOffs { get; private set; }

        public double Weeks => _samples * Interval / TimeSpan.FromDays(7);

        public double SeasonalWeeks => _seasonal * Interval / TimeSpan.FromDays(7);

        public Outcome[] Of(Trouble trouble) => [.. Outcomes.Where(outcome => outcome.Trouble == trouble)];

        public void Count(bool isFalseOff, bool isSeasonal)
        {
            (_samples, FalseOffs) = (_samples + 1, FalseOffs + (isFalseOff ? 1 : 0));
            if (isSeasonal)
                (_seasonal, SeasonalOffs) = (_seasonal + 1, SeasonalOffs + (isFalseOff ? 1 : 0));
        }
    }
}
