using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Sources.Demo;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class SeasonalLearnerTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly BandPolicy.Seasonal Policy = new(0.95);

    [Fact]
    public void Two_weeks_are_needed()
    {
        var history = History(35, static (_, noise) => noise.Poisson(300));
        Assert.Null(SeasonalLearner.Learn(Some.Rate(), Policy, London, history.AsSpan(^(13 * 288))));
        Assert.NotNull(SeasonalLearner.Learn(Some.Rate(), Policy, London, history.AsSpan(^(15 * 288))));
    }

    [Fact]
    public void About_ninety_five_per_cent_of_the_next_clean_week_lie_inside_a_band_of_that_width()
    {
        var history = History(42, static (at, noise) => noise.Poisson(300 * DemoShape.For(Some.Rate()).Busy(at)));
        var baseline = SeasonalLearner.Learn(Some.Rate(), Policy, London, history.AsSpan(..(35 * 288)))!;
        var inside = history[(35 * 288)..].Count(sample => SeasonalBand.At(baseline, London, sample.At, null).Contains(sample.Value)) / (7.0 * 288);
        Assert.InRange(inside, 0.93, 0.975);
    }

    [Fact]
    public void An_outage_of_a_day_hardly_moves_the_band()
    {
        static double Clean(DateTimeOffset at, DemoNoise noise) => noise.Poisson(300 * DemoShape.For(Some.Rate()).Busy(at));
        var clean = SeasonalLearner.Learn(Some.Rate(), Policy, London, History(35, Clean))!;
        var hurt = SeasonalLearner.Learn(Some.Rate(), Policy, London, History(35, static (at, noise) => at.Day == 10 ? 5 : Clean(at, noise)))!;
        var at = new DateTimeOffset(2026, 11, 24, 14, 20, 0, TimeSpan.Zero);
        var (one, other) = (SeasonalBand.At(clean, London, at, null), SeasonalBand.At(hurt, London, at, null));
        Assert.InRange(other.Expected!.Value / one.Expected!.Value, 0.97, 1.03);
        Assert.InRange((other.Upper - other.Lower)!.Value / (one.Upper - one.Lower)!.Value, 0.9, 1.25);
        Assert.True(hurt.LeftOut > 200);
    }

    [Fact]
    public void Growth_is_followed()
    {
        var history = History(42, static (at, noise) => noise.Poisson(300 * Math.Pow(1.1, (at - Now).TotalDays / 7)));
        var baseline = SeasonalLearner.Learn(Some.Rate(), Policy, London, history.AsSpan(..(35 * 288)))!;
        var last = history[35 * 288];
        Assert.InRange(SeasonalBand.At(baseline, London, last.At, null).Expected!.Value, 245, 285);
    }

    [Fact]
    public void A_ratio_of_few_events_has_a_wider_band_that_never_leaves_zero_to_one()
    {
        var baseline = SeasonalLearner.Learn(Some.Ratio(), Policy, London, Ratios(35))!;
        var at = Now + TimeSpan.FromHours(3);
        var few = SeasonalBand.At(baseline, London, at, 10);
        var many = SeasonalBand.At(baseline, London, at, 10_000);
        Assert.True(few.Upper - few.Lower > 5 * (many.Upper - many.Lower));
        Assert.InRange(few.Upper!.Value, many.Upper!.Value, 1);
        Assert.InRange(few.Lower!.Value, 0, many.Lower!.Value);
    }

    [Fact]
    public void The_hour_of_the_week_follows_the_clocks_of_the_business()
    {
        var summer = new DateTimeOffset(2026, 10, 23, 13, 0, 0, TimeSpan.Zero);
        var winter = new DateTimeOffset(2026, 10, 30, 14, 0, 0, TimeSpan.Zero);
        Assert.Equal(HourOfWeek.Slot(summer, London), HourOfWeek.Slot(winter, London));
    }

    [Fact]
    public void What_is_stored_draws_the_same_band()
    {
        var baseline = SeasonalLearner.Learn(Some.Ratio(), Policy, London, Ratios(35))!;
        var read = SeasonalBaseline.FromBytes(baseline.ToBytes())!;
        for (var hour = 0; hour < 168; hour++)
            Assert.Equal(SeasonalBand.At(baseline, London, Now.AddHours(hour), 500), SeasonalBand.At(read, London, Now.AddHours(hour), 500));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"Format":99}""")]
    public void A_stored_form_of_another_kind_is_learned_anew(string stored) =>
        Assert.Null(SeasonalBaseline.FromBytes(System.Text.Encoding.UTF8.GetBytes(stored)));

    [Fact]
    public void The_reason_names_the_hour_the_weeks_and_what_was_left_out()
    {
        var history = History(35, static (at, noise) => at.Day == 10 ? 5 : noise.Poisson(300));
        var baseline = SeasonalLearner.Learn(Some.Rate(), Policy, London, history)!;
        var reason = SeasonalBand.Explain(baseline, London, new DateTimeOffset(2026, 11, 21, 2, 4, 0, TimeSpan.Zero));
        Assert.Equal("Compared with a Saturday around 02:00 over the last 5 weeks; 95 % of normal samples lay inside; 2.9 % of the samples were unlike the rest and left out.", reason);
    }

    private static Sample[] History(int days, Func<DateTimeOffset, DemoNoise, double> value) =>
        [.. Enumerable.Range(0, days * 288).Select(i =>
        {
            var at = Now - TimeSpan.FromMinutes(5.0 * ((days * 288) - i));
            return new Sample(at, value(at, new DemoNoise(7, "history", at.UtcTicks)));
        })];

    private static Sample[] Ratios(int days) =>
        [.. History(days, static (_, noise) => noise.Gaussian()).Select(static sample => sample with { Value = 0.9 + (sample.Value * Math.Sqrt(0.09 / 400)), Volume = 400 })];
}
