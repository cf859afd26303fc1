using MissionControl.Core.Changes;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Changes;

public sealed class ChangeRulesTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private static readonly ChangeDraft Good = new()
    {
        Id = "build-418", Kind = "deploy", Title = " identity-web\t4.18.0\n", Service = "identity", At = "2026-11-21T01:50:00Z", Until = "2026-11-21T02:52:00+01:00",
        By = "deploy job", Link = "https://ci.example.org/builds/418?full=1",
    };

    [Fact]
    public void A_good_change_is_taken_as_told()
    {
        var change = Check(Good).Change!;
        Assert.Equal(
            new Change
            {
                Id = Id, Key = "build-418", Kind = ChangeKind.Deploy, Title = "identity-web 4.18.0", Service = "identity", At = A.Moment.AddMinutes(-14), Until = A.Moment.AddMinutes(-12),
                By = "deploy job", Link = "https://ci.example.org/builds/418?full=1", ToldAt = A.Moment,
            },
            change);
    }

    [Fact]
    public void Without_a_time_it_is_now_and_without_a_name_it_gets_one()
    {
        var change = Check(new() { Kind = "Flag", Title = "new-search on for 10 %" }).Change!;
        Assert.Equal((A.Moment, Id.ToString(), ChangeKind.Flag, null, null), (change.At, change.Key, change.Kind, change.Service, change.Until));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var answer = Check(new() { Kind = "depoly", Title = " ", At = "yesterday", Until = "2026-11-21", Link = "javascript:alert(1)", By = new('b', 81), Service = new('s', 65), Id = new('i', 201) });
        Assert.Null(answer.Change);
        Assert.Equal(["kind", "title", "at", "until", "id", "service", "by", "link"], answer.Problems.Select(problem => problem.Field));
        Assert.Equal("There is no kind 'depoly'; there are deploy, flag, configuration, infrastructure.", answer.Problems[0].Words);
    }

    [Theory]
    [InlineData("2026-08-23T02:03:59Z", false)]
    [InlineData("2026-08-23T02:04:00Z", true)]
    [InlineData("2026-11-22T02:04:00Z", true)]
    [InlineData("2026-11-22T02:04:01Z", false)]
    [InlineData("2026-11-21T02:04:00.123+0000", true)]
    [InlineData("2026-11-21T02:04", false)]
    public void It_is_told_for_the_last_ninety_days_and_the_day_to_come(string at, bool isGood) =>
        Assert.Equal(isGood, Check(Good with { At = at, Until = null }).Problems.IsEmpty);

    [Theory]
    [InlineData("2026-11-21T01:50:00Z", false)]
    [InlineData("2026-11-21T01:50:01Z", true)]
    [InlineData("2026-12-22T01:50:00Z", true)]
    [InlineData("2026-12-22T01:50:01Z", false)]
    public void It_ends_after_it_begins_and_within_a_month(string until, bool isGood) => Assert.Equal(isGood, Check(Good with { Until = until }).Problems.IsEmpty);

    [Theory]
    [InlineData("http://ci.example.org/", true)]
    [InlineData("ftp://ci.example.org/", false)]
    [InlineData("//ci.example.org/", false)]
    [InlineData("/builds/1", false)]
    [InlineData("https://name:secret@ci.example.org/", false)]
    [InlineData("data:text/html,x", false)]
    public void Links_lead_to_the_web_and_carry_no_password(string link, bool isGood) => Assert.Equal(isGood, Check(Good with { Link = link }).Problems.IsEmpty);

    [Theory]
    [InlineData("0")]
    [InlineData("Deploy, Flag")]
    [InlineData("")]
    public void A_kind_is_a_word(string kind) => Assert.Equal("kind", Assert.Single(Check(Good with { Kind = kind }).Problems).Field);

    [Fact]
    public void A_title_reads_as_it_is_written() => Assert.Equal("a b c", Check(Good with { Title = "a\u202E b\u0000c" }).Change!.Title);

    [Fact]
    public void A_change_concerns_the_metrics_of_its_service_and_without_one_all()
    {
        var change = Check(Good).Change!;
        Assert.True(change.Concerns(["web", "identity"]));
        Assert.False(change.Concerns(["web"]));
        Assert.True((change with { Service = null }).Concerns([]));
    }

    private static ChangeAnswer Check(ChangeDraft draft) => ChangeRules.Check(draft, Id, A.Moment);
}
