using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Pushing;

public sealed class PushRulesTests
{
    private static readonly PushedDraft Good = new("sign-ups", "2026-11-21T02:03:59.9Z", 246, null);

    [Fact]
    public void A_good_sample_is_taken_at_its_whole_second()
    {
        var (samples, problems) = Check(Good);
        Assert.Empty(problems);
        Assert.Equal(new("sign-ups", new Sample(A.Moment.AddSeconds(-1), 246)), Assert.Single(samples));
    }

    [Fact]
    public void One_wrong_sample_keeps_all_from_being_taken_and_everything_wrong_is_named()
    {
        var (samples, problems) = Check(Good, new(null, null, null, -1), Good with { Bpm = "other" });
        Assert.Empty(samples);
        Assert.Equal(["[1].bpm", "[1].at", "[1].value", "[1].volume", "[2].bpm"], problems.Select(problem => problem.Field));
        Assert.Equal("not pushed to", problems[^1].Words);
    }

    [Theory]
    [InlineData("2026-10-10T02:04:00Z", true)]
    [InlineData("2026-10-10T02:03:59Z", false)]
    [InlineData("2026-11-21T02:05:00Z", true)]
    [InlineData("2026-11-21T02:05:01Z", false)]
    public void Samples_are_of_the_last_six_weeks(string at, bool isGood) => Assert.Equal(isGood, Check(Good with { At = at }).Problems.Count == 0);

    [Theory]
    [InlineData("sign-in-success", 1.01, false)]
    [InlineData("sign-in-success", -0.01, false)]
    [InlineData("sign-in-success", 1, true)]
    [InlineData("sign-ups", -1, false)]
    [InlineData("sync", 0, true)]
    [InlineData("sync", -1, false)]
    [InlineData("sync", 1795226640, false)]
    public void A_value_fits_its_kind(string bpm, double value, bool isGood) => Assert.Equal(isGood, Check(Good with { Bpm = bpm, Value = value }).Problems.Count == 0);

    [Fact]
    public void Too_many_and_none_are_refused_and_problems_have_an_end()
    {
        Assert.Single(Check().Problems);
        Assert.Single(Check([.. Enumerable.Repeat(Good, 5001)]).Problems);
        Assert.Equal(5000, Check([.. Enumerable.Repeat(Good, 5000)]).Samples.Count);
        Assert.Equal(20, Check([.. Enumerable.Repeat(Good with { Value = null }, 100)]).Problems.Count);
    }

    private static (IReadOnlyList<PushedSample> Samples, IReadOnlyList<Core.FieldProblem> Problems) Check(params PushedDraft[] drafts)
    {
        Bpm[] bpms = [Some.Rate(), Some.Ratio(), Some.Freshness("sync")];
        var (samples, problems) = PushRules.Check(drafts, id => Array.Find(bpms, bpm => bpm.Id == id) is { } found ? (found, "") : (null, "not pushed to"), A.Moment);
        return (samples, problems);
    }
}
