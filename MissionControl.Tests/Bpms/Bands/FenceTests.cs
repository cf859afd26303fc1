using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Core.Bpms.Trying;
using MissionControl.Core.Sources.Demo;

namespace MissionControl.Tests.Bpms.Bands;

public sealed class FenceTests
{
    private const int Day = 24;
    private const int Days = 28;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly LearningRules _rules = new(BandKind.Auto, 0.95, IsShare: false, TimeZoneInfo.Utc, []);

    [Fact]
    public void Crashes_by_the_hour_are_off_again_however_often_they_broke_out_before_and_the_hours_between_are_not()
    {
        var session = new BandSession(new SessionRules(null, BandKind.Auto, TimeZoneInfo.Utc));
        var (found, falseOffs, before) = (0, 0, TileState.Normal);
        for (var hour = 0; hour < Days * Day; hour++)
        {
            var state = session.Take(new(At(hour), Crashes(hour))).State;
            found += hour >= 7 * Day && IsOutbreak(hour) && !IsOutbreak(hour - 1) && state == TileState.Off ? 1 : 0;
            falseOffs += hour >= 7 * Day && !IsOutbreak(hour) && state == TileState.Off && before != TileState.Off ? 1 : 0;
            before = state;
        }

        Assert.InRange(found, 16, 21);
        Assert.Equal(0, falseOffs);
    }

    [Fact]
    public void Outbreaks_in_a_tenth_of_the_history_move_it_little()
    {
        var calm = Learn(static hour => Noise(hour));
        var wild = Learn(static hour => hour % 10 == 0 ? 1500 : Noise(hour));
        Assert.InRange(wild.Above / calm.Above, 0.8, 2);
    }

    [Fact]
    public void A_rhythm_that_says_more_than_the_middle_is_what_it_is_measured_from()
    {
        Assert.NotNull(Learn(static hour => Noise(hour)).Middle);
        Assert.Null(Learn(static hour => Noise(hour) * (2 + Math.Sin(Math.Tau * hour / Day))).Middle);
    }

    [Fact]
    public void Samples_that_come_often_show_their_worst_days_themselves()
    {
        var often = BaselineLearner.Learn(_rules, [.. Enumerable.Range(0, 2000).Select(static i => new Sample(_start.AddMinutes(5 * i), Noise(i)))])!;
        Assert.False(often.Fence.IsLearned);
    }

    [Fact]
    public void Beyond_it_is_what_is_far_from_the_usual_and_from_the_expected_of_now()
    {
        var fence = new Fence(IsRoot: true, Middle: 5, Below: 1, Above: 1);
        Assert.Equal((-1, 1), fence.Of(144, ofRhythm: 0, expected: 25));
        Assert.True(fence.Of(144, ofRhythm: 0, expected: 100).Above < 1);
    }

    [Theory]
    [InlineData(0.2, 1, 5, false)]
    [InlineData(0.3, 1, 1, true)]
    [InlineData(1.2, 1, 0.4, false)]
    [InlineData(1.2, 1, 0.5, true)]
    [InlineData(1.2, 1.5, 0.9, false)]
    public void Off_is_what_both_the_days_and_the_fence_find_strange(double strange, double bar, double apart, bool isOff) =>
        Assert.Equal(isOff, Fence.Judge(strange, bar, apart) >= 1);

    private static Fence Learn(Func<int, double> value) =>
        BaselineLearner.Learn(_rules, [.. Enumerable.Range(0, Days * Day).Select(hour => new Sample(At(hour), value(hour)))])!.Fence;

    private static DateTimeOffset At(int hour) => _start.AddHours(hour);

    /// <summary>Three hours, at another time every day.</summary>
    private static bool IsOutbreak(int hour) => ((hour % Day) - (hour / Day * 7 % 20)) is >= 0 and < 3;

    private static double Crashes(int hour) => Noise(hour) * (IsOutbreak(hour) ? 60 : 1);

    private static double Noise(int hour) => Math.Round(20 * Math.Exp(0.5 * new DemoNoise(3, "crashes", hour).Gaussian()));
}
