using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>
/// On clean series, after the learning quarter: how many samples lie inside a 95 % band, and how good the band is as an interval
/// (mean scaled interval score) beside seasonal-naive: the value of a day before, with the Gaussian width of its past errors.
/// </summary>
internal static class Calibration
{
    private const double Penalty = 2 / 0.05;

    public static IEnumerable<Aim> Run(string data)
    {
        var (inside, count) = (0, 0);
        var (byHour, ratios) = (new (int Inside, int Count)[168], new List<(string Name, double Ratio)>());
        foreach (var series in RealSeries.Clean(data))
        {
            var (own, naive) = (0.0, new Naive(series));
            var session = new BandSession(new SessionRules(null, BandKind.Auto, TimeZoneInfo.Utc));
            var sumOfNaive = 0.0;
            for (var i = 0; i < series.Samples.Length; i++)
            {
                var sample = series.Samples[i];
                var step = session.Take(sample);
                var yardstick = naive.Take(i);
                if (i < series.Samples.Length / 4 || step.Point is not { } point)
                    continue;
                var band = point.ToBand();
                var isInside = band.Contains(sample.Value) ? 1 : 0;
                (inside, count) = (inside + isInside, count + 1);
                ref var hour = ref byHour[(((int)sample.At.DayOfWeek) * 24) + sample.At.Hour];
                hour = (hour.Inside + isInside, hour.Count + 1);
                if (yardstick is not { } other)
                    continue;
                own += Score(sample.Value, band.Lower!.Value, band.Upper!.Value);
                sumOfNaive += Score(sample.Value, other.Lower, other.Upper);
            }

            ratios.Add((series.Name, own / sumOfNaive));
        }

        var hours = byHour.Where(static hour => hour.Count >= 50).Select(static hour => 100.0 * hour.Inside / hour.Count).Order().ToArray();
        var overall = 100.0 * inside / count;
        yield return new("samples inside a 95 % band, ten clean real series: distance from 95 points", Math.Abs(overall - 95), 1, AtLeast: false, " points", $"{overall:0.0} % of {count:#,0} inside");
        yield return Aim.Told("the same by hour of week: worst / best tenth of the hours", hours[hours.Length / 10], " %", $"{hours[hours.Length * 9 / 10]:0.0} %");
        yield return new("MSIS beside seasonal-naive on the same points, geometric mean", Math.Exp(ratios.Average(static item => Math.Log(item.Ratio))), 0.8, AtLeast: false, " x",
            string.Join("; ", ratios.Select(static item => $"{Path.GetFileNameWithoutExtension(item.Name)} {item.Ratio:0.00}")));
    }

    public static double Score(double value, double lower, double upper) =>
        upper - lower + (Penalty * (Math.Max(0, lower - value) + Math.Max(0, value - upper)));

    private sealed class Naive(RealSeries series)
    {
        private readonly int _day = (int)Math.Round(TimeSpan.FromDays(1) / (series.Samples[1].At - series.Samples[0].At));
        private double _squares;
        private int _errors;

        public (double Lower, double Upper)? Take(int place)
        {
            if (place < _day)
                return null;
            var expected = series.Samples[place - _day].Value;
            var width = 1.96 * Math.Sqrt(_squares / Math.Max(1, _errors));
            _squares += Math.Pow(series.Samples[place].Value - expected, 2);
            _errors++;
            return _errors > _day ? (expected - width, expected + width) : null;
        }
    }
}
