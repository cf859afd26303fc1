using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Sources.Demo;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class BaselineLearnerTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly LearningRules Rates = new(BandKind.Auto, 0.95, IsShare: false, London, []);
    private static readonly LearningRules Shares = Rates with { IsShare = true };

    [Fact]
    public void Too_little_history_gives_no_baseline() =>
        Assert.Null(BaselineLearner.Learn(Rates, History(1, Clean).AsSpan(..39)));

    [Fact]
    public void A_band_by_the_week_needs_nearly_two_of_them()
    {
        Assert.Null(BaselineLearner.Learn(Rates with { Kind = BandKind.Seasonal }, History(12, Clean)));
        Assert.NotNull(BaselineLearner.Learn(Rates with { Kind = BandKind.Seasonal }, History(14, Clean)));
    }

    [Fact]
    public void The_kind_is_chosen_by_what_forecasts_best()
    {
        Assert.Equal(Rhythm.None, BaselineLearner.Learn(Rates, History(35, static (_, noise) => noise.Poisson(300)))!.Rhythm);
        Assert.Equal(Rhythm.Day, BaselineLearner.Learn(Rates, History(35, static (at, noise) => noise.Poisson(at.Hour is >= 8 and < 20 ? 300 : 60)))!.Rhythm);
        Assert.Equal(Rhythm.Week, BaselineLearner.Learn(Rates, History(35, Weekly))!.Rhythm);
        Assert.Equal(Rhythm.None, BaselineLearner.Learn(Rates with { Kind = BandKind.Level }, History(35, Weekly))!.Rhythm);
    }

    [Fact]
    public void The_scale_is_chosen_by_how_the_noise_grows()
    {
        static double Busy(DateTimeOffset at) => at.Hour is >= 8 and < 20 ? 900 : 100;
        Assert.Equal(ScaleKind.Linear, ScaleOf(static (at, noise) => Busy(at) + (10 * noise.Gaussian())));
        Assert.Equal(ScaleKind.SquareRoot, ScaleOf(static (at, noise) => noise.Poisson(Busy(at))));
        Assert.Equal(ScaleKind.Logarithm, ScaleOf(static (at, noise) => Busy(at) * Math.Exp(0.1 * noise.Gaussian())));
    }

    [Fact]
    public void About_ninety_five_per_cent_of_the_next_clean_week_lie_inside()
    {
        var history = History(42, Clean);
        var tracker = Tracker(Rates, history[..(35 * 288)]);
        var inside = 0;
        foreach (var sample in history[(35 * 288)..])
        {
            var point = tracker.At(sample.At, null);
            inside += point.ToBand().Contains(sample.Value) ? 1 : 0;
            tracker.Take(sample, point);
        }

        Assert.InRange(inside / (7.0 * 288), 0.94, 0.96);
    }

    [Fact]
    public void An_outage_of_a_day_hardly_moves_the_band()
    {
        var clean = Tracker(Rates, History(35, Clean));
        var hurt = Tracker(Rates, History(35, static (at, noise) => at.Day == 10 ? 5 : Clean(at, noise)));
        var at = new DateTimeOffset(2026, 11, 24, 14, 20, 0, TimeSpan.Zero);
        var (one, other) = (clean.At(at, null).ToBand(), hurt.At(at, null).ToBand());
        Assert.InRange(other.Expected!.Value / one.Expected!.Value, 0.97, 1.03);
        Assert.InRange((other.Upper - other.Lower)!.Value / (one.Upper - one.Lower)!.Value, 0.85, 1.2);
        Assert.InRange(hurt.Baseline.LeftOut, 200, 320);
        Assert.Equal((0, 1), (clean.Baseline.DaysLeftOut, hurt.Baseline.DaysLeftOut));
    }

    [Fact]
    public void Outages_of_an_hour_twice_a_week_are_left_out_and_hardly_move_what_is_far()
    {
        var clean = BaselineLearner.Learn(Rates, History(35, Clean))!;
        var hurt = BaselineLearner.Learn(Rates, History(35, static (at, noise) => at.Day % 4 == 0 && at.Hour == 8 + (at.Day * 7 % 11) ? noise.Poisson(20) : Clean(at, noise)))!;
        Assert.InRange(hurt.LeftOut, 80, 120);
        foreach (var channel in (Channel[])[Channel.Low, Channel.LowShort, Channel.LowLong])
            Assert.InRange(hurt.Far[(int)channel] / clean.Far[(int)channel], 0.8, 1.25);
    }

    [Fact]
    public void What_happens_every_day_is_the_nature_of_a_metric()
    {
        var hurt = BaselineLearner.Learn(Rates with { Kind = BandKind.Level }, History(35, static (at, noise) => noise.Poisson(at.Hour == 11 ? 20 : 300)))!;
        Assert.True(hurt.Far[(int)Channel.Low] > 10);
    }

    [Fact]
    public void A_share_of_nothing_is_not_learned_from()
    {
        var ratios = Ratios(35);
        var holes = Array.ConvertAll(ratios, static sample => sample.At.Hour == 3 ? sample with { Value = 0, Volume = 0 } : sample);
        var learned = BaselineLearner.Learn(Shares, holes)!;
        Assert.InRange(learned.Samples, (ratios.Length * 23 / 24) - 50, (ratios.Length * 23 / 24) + 50);
        Assert.InRange(new BandTracker(learned, Shares).At(Now.AddHours(3), 100).ToBand().Expected!.Value, 0.89, 0.91);
    }

    [Fact]
    public void Growth_is_followed()
    {
        var history = History(42, static (at, noise) => noise.Poisson(300 * Math.Pow(1.1, (at - Now).TotalDays / 7)));
        var tracker = Tracker(Rates, history[..(35 * 288)]);
        Assert.InRange(tracker.At(history[35 * 288].At, null).ToBand().Expected!.Value, 255, 290);
    }

    [Fact]
    public void A_share_of_few_events_has_a_wider_band_that_never_leaves_zero_to_one()
    {
        var tracker = Tracker(Shares, Ratios(35));
        var at = Now + TimeSpan.FromHours(3);
        var (few, many) = (tracker.At(at, 10).ToBand(), tracker.At(at, 10_000).ToBand());
        Assert.True(few.Upper - few.Lower > 5 * (many.Upper - many.Lower));
        Assert.InRange(few.Upper!.Value, many.Upper!.Value, 1);
        Assert.InRange(few.Lower!.Value, 0, many.Lower!.Value);
    }

    [Fact]
    public void Events_that_come_in_bursts_are_learned_as_over_dispersed()
    {
        var independent = BaselineLearner.Learn(Shares, Ratios(35))!.Noise!.Value;
        var bursts = BaselineLearner.Learn(Shares, Ratios(35, scatter: 2))!.Noise!.Value;
        Assert.InRange(independent.Dispersion, 0.7, 1.4);
        Assert.InRange(bursts.Dispersion, 2.8, 5.6);
    }

    [Fact]
    public void The_hour_of_the_week_follows_the_clocks_of_the_business()
    {
        var clock = new WeekClock(London, []);
        var summer = new DateTimeOffset(2026, 10, 23, 13, 0, 0, TimeSpan.Zero);
        var winter = new DateTimeOffset(2026, 10, 30, 14, 0, 0, TimeSpan.Zero);
        Assert.Equal(clock.HourOfWeek(summer), clock.HourOfWeek(winter));
        Assert.Equal((4 * 24) + 14, clock.HourOfWeek(winter));
    }

    [Fact]
    public void A_holiday_is_like_a_Sunday()
    {
        var christmas = new DateTimeOffset(2026, 12, 25, 10, 30, 0, TimeSpan.Zero);
        Assert.Equal((6 * 24) + 10.5, new WeekClock(London, [new DateOnly(2026, 12, 25)]).HourOfWeek(christmas));
        var plain = Tracker(Rates, History(35, Weekly));
        var calendar = new BandTracker(plain.Baseline, Rates with { Holidays = [new DateOnly(2026, 12, 25)] });
        Assert.Equal(plain.At(christmas.AddDays(2), null).ToBand(), calendar.At(christmas, null).ToBand());
        Assert.NotEqual(plain.At(christmas, null).ToBand(), calendar.At(christmas, null).ToBand());
    }

    [Fact]
    public void What_is_stored_draws_the_same_band()
    {
        var tracker = Tracker(Shares, Ratios(35));
        var read = new BandTracker(Baseline.FromBytes(tracker.Baseline.ToBytes())!, Shares);
        var fresh = new BandTracker(tracker.Baseline, Shares);
        for (var hour = 0; hour < 168; hour++)
            Assert.Equal(fresh.At(Now.AddHours(hour), 500), read.At(Now.AddHours(hour), 500));
    }

    [Fact]
    public void The_same_history_gives_the_same_baseline_and_another_one_another()
    {
        var history = History(35, Clean);
        var once = BaselineLearner.Learn(Rates, history)!;
        Assert.Equal(once.ToBytes(), BaselineLearner.Learn(Rates, [.. history])!.ToBytes());
        history[100] = history[100] with { Value = history[100].Value + 1 };
        Assert.NotEqual(once.Inputs, BaselineLearner.Learn(Rates, history)!.Inputs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"Format":99}""")]
    public void A_stored_form_of_another_kind_is_learned_anew(string stored) =>
        Assert.Null(Baseline.FromBytes(System.Text.Encoding.UTF8.GetBytes(stored)));

    private static double Clean(DateTimeOffset at, DemoNoise noise) => noise.Poisson(300 * DemoShape.For(Some.Rate()).Busy(at));

    private static double Weekly(DateTimeOffset at, DemoNoise noise) => noise.Poisson(at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || at.Hour is < 8 or >= 18 ? 60 : 600);

    private static ScaleKind ScaleOf(Func<DateTimeOffset, DemoNoise, double> value) => BaselineLearner.Learn(Rates, History(21, value))!.Scale.Kind;

    private static BandTracker Tracker(LearningRules rules, Sample[] history) => new(BaselineLearner.Learn(rules, history)!, rules);

    private static Sample[] History(int days, Func<DateTimeOffset, DemoNoise, double> value) =>
        [.. Enumerable.Range(0, days * 288).Select(i =>
        {
            var at = Now - TimeSpan.FromMinutes(5.0 * ((days * 288) - i));
            return new Sample(at, value(TimeZoneInfo.ConvertTime(at, London), new DemoNoise(7, "history", at.UtcTicks)));
        })];

    private static Sample[] Ratios(int days, double scatter = 1) =>
        [.. History(days, static (_, noise) => noise.Gaussian()).Select((sample, i) =>
        {
            var volume = i % 2 == 0 ? 400 : 100;
            return sample with { Value = 0.9 + (scatter * sample.Value * Math.Sqrt(0.09 / volume)), Volume = volume };
        })];
}
