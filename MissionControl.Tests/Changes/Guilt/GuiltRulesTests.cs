using System.Collections.Immutable;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.Services;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Changes.Guilt;

public sealed class GuiltRulesTests
{
    private static readonly ServiceGraph Graph = new([
        Service("site", "identity"), Service("identity", "store"), Service("store"), Service("search"), Service("reports"),
    ]);

    private static readonly Break Broke = new(["identity"], A.Moment, TimeSpan.FromMinutes(5));

    [Fact]
    public void Two_minutes_before_in_the_same_service_is_likelier_than_a_minute_before_elsewhere()
    {
        var ranked = Rank(Of("identity", 2), Of("search", 1));
        Assert.Equal("identity", ranked[0].Change.Service);
        Assert.True(ranked[0].IsLikely);
        Assert.Equal("2 min before, same service", GuiltWords.Why(ranked[0]));
        Assert.Equal("1 min before, other service, no dependency", GuiltWords.Why(ranked[1]));
    }

    [Fact]
    public void What_is_needed_is_likelier_the_nearer_and_more_than_what_needs()
    {
        var ranked = Rank(Of("search", 5), Of("site", 5), Of("identity", 5), Of("store", 5));
        Assert.Equal(["identity", "store", "site", "search"], ranked.Select(suspect => suspect.Change.Service));
        Assert.Equal("5 min before, a service it depends on", GuiltWords.Why(ranked[1]));
        Assert.Equal("5 min before, a service that depends on it", GuiltWords.Why(ranked[2]));
        var site = RankOf(new(["site"], A.Moment, TimeSpan.FromMinutes(5)), Of("store", 5));
        Assert.Equal(new Nearness(NearnessKind.Needed, 2), site[0].Nearness);
        Assert.Equal("5 min before, a service it depends on, 2 steps away", GuiltWords.Why(site[0]));
    }

    [Fact]
    public void An_old_change_to_the_same_service_gives_way_to_a_new_one_it_depends_on() =>
        Assert.Equal("store", Rank(Of("identity", 24 * 60), Of("store", 4))[0].Change.Service);

    [Fact]
    public void A_change_told_a_little_after_the_break_was_seen_is_not_cut_off_and_one_told_much_later_is()
    {
        var ranked = Rank(Of("identity", -2), Of("identity", -16));
        Assert.Equal("told 2 min after it was seen, same service", GuiltWords.Why(Assert.Single(ranked)));
    }

    [Fact]
    public void A_roll_out_counts_all_the_time_it_goes_on()
    {
        var slow = Of("identity", 300) with { Until = A.Moment.AddMinutes(60), Title = "new-search to everybody" };
        var done = Of("identity", 300) with { Title = "identity-web 4.18.0" };
        var ranked = Rank(done, slow);
        Assert.Equal(slow.Id, ranked[0].Change.Id);
        Assert.Equal("under way for 5 h, same service", GuiltWords.Why(ranked[0]));
        Assert.True(ranked[0].WentOn);
        // One that began long ago and ended a moment before is suspected by its end.
        var month = Of("identity", 31 * 24 * 60) with { Until = A.Moment.AddMinutes(-2) };
        Assert.Equal(month.Id, Assert.Single(Rank(month)).Change.Id);
    }

    [Fact]
    public void What_was_rolled_back_before_is_suspected_sooner_and_says_so()
    {
        var (bad, good) = (Of("identity", 5) with { Title = "identity-web 4.18.0" }, Of("identity", 4) with { Title = "identity-api 9.1" });
        Change[] past =
        [
            .. Enumerable.Range(1, 2).SelectMany(week => Bad(week)),
            .. Enumerable.Range(1, 30).Select(day => Of("identity", day * 1440) with { Title = $"identity-api 8.{day}" }),
        ];
        var ranked = Rank([bad, good, .. past]);
        Assert.Equal(bad.Id, ranked[0].Change.Id);
        Assert.Equal("5 min before, same service, rolled back twice in the last year", GuiltWords.Why(ranked[0]));

        static Change[] Bad(int week)
        {
            var change = Of("identity", week * 10080) with { Title = $"identity-web 4.{17 - week}.0" };
            return [change, Of("identity", (week * 10080) - 20) with { Title = $"Rolled back {change.Title}" }];
        }
    }

    [Fact]
    public void Its_own_roll_back_after_the_break_gives_it_away_by_key_and_is_no_cause_itself()
    {
        var guilty = Of("store", 30) with { Key = "store-7" };
        var answer = Of("store", -6) with { RollsBack = "store-7", Title = "store 6 again" };
        var ranked = Rank(guilty, Of("identity", 3), answer);
        Assert.Equal(guilty.Id, ranked[0].Change.Id);
        Assert.EndsWith("rolled back since", GuiltWords.Why(ranked[0]), StringComparison.Ordinal);
        Assert.Equal(answer.Id, ranked[^1].Change.Id);
    }

    [Fact]
    public void What_was_rolled_back_before_the_break_was_no_longer_there()
    {
        var gone = Of("identity", 8);
        var back = Of("identity", 6) with { Title = "Roll back identity-web" };
        var ranked = Rank(gone, back, Of("store", 5));
        Assert.Equal("store", ranked[0].Change.Service);
        Assert.Contains("already rolled back", GuiltWords.Why(ranked.Single(suspect => suspect.Change.Id == gone.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_said_since_the_break_weighs_and_what_was_said_of_an_earlier_one_does_not()
    {
        var (near, far) = (Of("identity", 2), Of("search", 20));
        Assert.Equal(far.Id, Rank(near with { Mark = ChangeMark.Innocent, MarkedAt = A.Moment.AddMinutes(9) }, far with { Mark = ChangeMark.Guilty, MarkedAt = A.Moment.AddMinutes(9) })[0].Change.Id);
        Assert.Equal(near.Id, Rank(near, far with { Mark = ChangeMark.Guilty, MarkedAt = A.Moment.AddMinutes(-9) })[0].Change.Id);
    }

    [Fact]
    public void Retries_are_one_change()
    {
        // Seen up to five minutes late, five before is likelier than three.
        var suspect = Assert.Single(Rank(Of("identity", 8), Of("identity", 3), Of("identity", 5)));
        Assert.Equal((5, 2), ((int)suspect.Lag.TotalMinutes, suspect.Again.Length));
        Assert.Equal("5 min before, same service, told three times", GuiltWords.Why(suspect));
    }

    [Fact]
    public void A_change_without_a_service_has_that_of_others_with_its_title()
    {
        var nameless = Of("identity", 3) with { Service = null, Title = "identity-web 4.19" };
        Assert.Equal(NearnessKind.OfAll, Rank(nameless)[0].Nearness.Kind);
        Assert.Equal(NearnessKind.Same, Rank(nameless, Of("identity", 9000) with { Title = "identity-web 4.18" })[0].Nearness.Kind);
    }

    [Fact]
    public void A_service_that_nobody_knows_and_a_break_without_one_are_said_to_be_so()
    {
        Assert.Equal("5 min before, how near is not known", GuiltWords.Why(Rank(Of("elsewhere", 5))[0]));
        Assert.Equal(NearnessKind.Unknown, RankOf(new([], A.Moment, TimeSpan.Zero), Of("search", 5))[0].Nearness.Kind);
    }

    [Fact]
    public void Where_much_is_changed_anyway_one_more_says_less()
    {
        var quiet = Rank(Of("search", 2))[0].Share;
        var busy = Rank([Of("search", 2), .. Enumerable.Range(1, 400).Select(hour => Of("search", 300 + (60 * hour)) with { Title = $"search {hour}" })])[0].Share;
        Assert.True(busy < quiet / 2, $"{busy} {quiet}");
        Assert.InRange(Rank(Of("search", 2 * 24 * 60))[0].Share, 0, 0.2);
    }

    [Fact]
    public void What_has_no_way_to_reach_the_break_is_not_called_likely_by_the_clock_alone()
    {
        var alone = Rank(Of("search", 1))[0];
        Assert.True(alone.Share >= 0.5, $"{alone.Share}");
        Assert.False(alone.IsLikely);
        Assert.True(Rank(Of("search", 1) with { Mark = ChangeMark.Guilty, MarkedAt = A.Moment.AddMinutes(5) })[0].IsLikely);
        Assert.True(Rank(Of("store", 1))[0].IsLikely);
        Assert.False((Rank(Of("store", 1))[0] with { Said = ChangeMark.Innocent }).IsLikely);
    }

    [Fact]
    public void Nothing_told_is_nobody_to_blame() => Assert.Empty(Rank());

    private static ImmutableArray<Suspect> Rank(params Change[] told) => RankOf(Broke, told);

    private static ImmutableArray<Suspect> RankOf(Break broke, params Change[] told) =>
        GuiltRules.Rank(broke, new(1, [.. told.OrderByDescending(change => change.At).ThenByDescending(change => change.Id)]), Graph);

    private static Change Of(string service, int minutesBefore) => Some.Change(minutesBefore) with { Service = service, Title = $"{service}-web" };

    private static Service Service(string id, params string[] needs) => new(id, id, "", null, [.. needs]);
}
