using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Tests.Sources.Prometheus;

public sealed class PrometheusKindsTests : PrometheusTest
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795228460);

    [Theory]
    [InlineData("30", "40", 0.75)]
    [InlineData("40.5", "40", 1)]
    [InlineData("-0.1", "40", 0)]
    public async Task A_ratio_is_numerator_over_denominator_with_the_denominator_as_volume(string numerator, string denominator, double ratio)
    {
        Script(numerator, denominator);
        Assert.Equal(new Sample(At, ratio, 40), (await ReadAsync(RatioOf("num", "den"))).Sample);
    }

    [Fact]
    public async Task Both_parts_of_a_ratio_are_asked_about_the_same_moment()
    {
        Script("30", "40");
        await ReadAsync(RatioOf("num", "den"));
        Assert.Equal(["den", "num"], Fake.Requests.Select(asked => asked.Query));
        Assert.All(Fake.Requests, asked => Assert.Equal("1795228460.000", asked.Form["time"]));
    }

    [Fact]
    public async Task Nothing_in_the_denominator_is_a_sample_without_volume()
    {
        Script("0", "0");
        Assert.Equal(new Sample(At, 0, 0), (await ReadAsync(RatioOf("num", "den"))).Sample);
    }

    [Fact]
    public async Task An_absent_numerator_counts_as_zero_and_says_so()
    {
        Script(null, "40");
        var reading = await ReadAsync(RatioOf("num", "den"));
        Assert.Equal(new Sample(At, 0, 40), reading.Sample);
        Assert.Equal("The numerator answers nothing at the moment and is taken as 0.", reading.Warning);
    }

    [Theory]
    [InlineData("30", null, FailureKind.NoData, "The denominator answers nothing at the moment; nothing is not zero.")]
    [InlineData("NaN", "40", FailureKind.BadAnswer, "The numerator is not a number (NaN); mostly that is 0 divided by 0.")]
    [InlineData("30", "+Inf", FailureKind.BadAnswer, "The denominator is infinite (+Inf); mostly that is a division by 0.")]
    [InlineData("30", "-1", FailureKind.BadAnswer, "The denominator is negative (-1); it should count events.")]
    [InlineData("-9", "40", FailureKind.BadAnswer, "The ratio is negative: numerator -9, denominator 40. Both should count events.")]
    [InlineData("41", "40", FailureKind.BadAnswer, "The numerator (41) exceeds the denominator (40), so this is not a share. Are they swapped, or does the denominator miss some?")]
    public async Task A_ratio_that_cannot_be_says_which_part_is_wrong(string numerator, string? denominator, FailureKind kind, string detail)
    {
        Script(numerator, denominator);
        Assert.Equal(new Failure(kind, detail), (await ReadAsync(RatioOf("num", "den"))).Failure);
    }

    [Fact]
    public async Task A_refused_part_of_a_ratio_is_named()
    {
        Fake.Script = (asked, response) => asked.Query == "den"
            ? FakePrometheus.Vector(response, 40)
            : FakePrometheus.Write(response, 400, "application/json", """{"status":"error","errorType":"bad_data","error":"parse error"}""");
        Assert.Equal("About the numerator: Prometheus refuses the query: parse error", (await ReadAsync(RatioOf("num", "den"))).Failure?.Detail);
    }

    [Theory]
    [InlineData("1795225000", 3460)]
    [InlineData("1795228500", 0)]
    public async Task Freshness_is_the_age_of_the_last_success(string success, double age)
    {
        Script(success, null);
        Assert.Equal(new Sample(At, age), (await ReadAsync(FreshnessOf("num"))).Sample);
    }

    [Fact]
    public async Task A_success_in_the_future_is_a_bad_answer()
    {
        Script("1795228460000", null);
        Assert.Equal("The last success lies in the future: either a clock is wrong, or the query does not answer Unix time in seconds (milliseconds?).", (await ReadAsync(FreshnessOf("num"))).Failure?.Detail);
    }

    private void Script(string? numerator, string? denominator) => Fake.Script = (asked, response) =>
    {
        var number = asked.Query == "den" ? denominator : numerator;
        var series = number is null ? "" : $$"""{"metric":{},"value":[1795228460,"{{number}}"]}""";
        return FakePrometheus.Write(response, 200, "application/json", $$$"""{"status":"success","data":{"resultType":"vector","result":[{{{series}}}]}}""");
    };
}
