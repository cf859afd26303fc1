using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Board;

public sealed class VerdictRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);
    private static readonly Verdict Before = new(VerdictLevel.AllCalm, "", [], Now - TimeSpan.FromHours(1));

    [Fact]
    public void Everything_normal_is_all_calm_and_says_what_was_looked_at()
    {
        var verdict = Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Important, TileState.TooFew));
        Assert.Equal((VerdictLevel.AllCalm, "Every metric we can judge is where it is expected"), (verdict.Level, verdict.Headline));
        Assert.Equal("1 of 2 metrics are inside their bands; 1 cannot be judged: too little volume", verdict.Reasons.Single().Words);
        Assert.Equal(Before.Since, verdict.Since);
    }

    [Fact]
    public void A_critical_metric_that_is_off_means_act_now_with_value_band_duration_and_people()
    {
        var verdict = Judge(Tile(Tier.Critical, TileState.Off) with { Impact = -193 }, Tile(Tier.Important, TileState.Normal));
        Assert.Equal(VerdictLevel.ActNow, verdict.Level);
        Assert.Equal("Sign-in success is below normal", verdict.Headline);
        Assert.Equal("Sign-in success is below normal: 41.2 % against an expected 62–78 %, for 12 min; about 190 sign-ins fewer than expected", verdict.Reasons.Single().Words);
        Assert.Equal(Now, verdict.Since);
    }

    [Fact]
    public void A_reason_says_how_many_are_missing_at_the_least() =>
        Assert.EndsWith("; about 190 sign-ins fewer than expected, at least 120", Reason(Tile(Tier.Critical, TileState.Off) with { Impact = -193, ImpactAtLeast = -129.9 }), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_does_not_move_is_said_to_be_that_and_neither_low_nor_high()
    {
        var still = A.Tile().Off(0.7, TimeSpan.FromHours(3)).Build();
        still = still with { IsStuck = true, Side = Direction.Below, Impact = -193, Recent = [.. still.Recent.Select(point => point with { Value = 0.7 })] };
        Assert.Equal("Sign-in success does not move: the very same value, 70 %, for 3 h, longer than it ever is", Reason(still));
    }

    [Fact]
    public void A_long_while_inside_the_band_on_one_side_is_a_little_below() =>
        Assert.Equal(
            "Sign-in success is a little below normal: 63 % against an expected 62–78 %, for 50 min, which is seldom",
            Reason(A.Tile().Off(0.63, TimeSpan.FromMinutes(50)).Build() with { Side = Direction.Below }));

    [Fact]
    public void A_value_that_has_just_come_back_is_said_to_be() =>
        Assert.Equal(
            "Sign-in success is below normal: 63 % against an expected 62–78 %, for 50 min, back inside for 1 min",
            Reason(A.Tile().Off(0.63, TimeSpan.FromMinutes(50)).Build() with { Side = Direction.Below, BackSince = Now.AddMinutes(-1) }));

    [Fact]
    public void What_was_late_and_has_just_come_is_no_longer_said_to_be_late() =>
        Assert.Equal(
            "Sign-in success was late: 4 s old against an expected < 7 h, back inside for 1 min",
            Reason(A.Tile().Counting(BpmKind.Freshness, "", 4).Expecting(null, 25_200, 0, 30_000).Off(4, TimeSpan.FromMinutes(40)).Build() with { Side = Direction.Above, BackSince = Now.AddMinutes(-1) }));

    [Fact]
    public void One_important_metric_off_is_watched_two_mean_act_now()
    {
        Assert.Equal(VerdictLevel.Watch, Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Important, TileState.Off)).Level);
        Assert.Equal(VerdictLevel.ActNow, Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Important, TileState.Off), Tile(Tier.Important, TileState.Off)).Level);
    }

    [Fact]
    public void An_informative_metric_never_calls_anybody_out_of_bed() =>
        Assert.Equal(VerdictLevel.Watch, Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Informative, TileState.Off), Tile(Tier.Informative, TileState.Off)).Level);

    [Fact]
    public void Seeing_less_than_half_is_blind() =>
        Assert.Equal(VerdictLevel.Blind, Judge(Tile(Tier.Important, TileState.Stale), Tile(Tier.Important, TileState.Stale), Tile(Tier.Critical, TileState.Normal)).Level);

    [Fact]
    public void Seeing_no_critical_metric_is_blind() =>
        Assert.Equal(VerdictLevel.Blind, Judge(Tile(Tier.Critical, TileState.Stale), Tile(Tier.Important, TileState.Normal), Tile(Tier.Important, TileState.Normal)).Level);

    [Fact]
    public void What_can_be_seen_to_be_off_weighs_more_than_what_cannot_be_seen() =>
        Assert.Equal(VerdictLevel.ActNow, Judge(Tile(Tier.Critical, TileState.Off), Tile(Tier.Important, TileState.Stale), Tile(Tier.Important, TileState.Stale)).Level);

    [Fact]
    public void One_unseen_metric_of_many_is_watched_and_named()
    {
        var verdict = Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Important, TileState.Normal), Tile(Tier.Important, TileState.Stale) with { Problem = "no answer within 10 s" });
        Assert.Equal(VerdictLevel.Watch, verdict.Level);
        Assert.Equal("Sign-in success cannot be seen: no answer within 10 s", verdict.Reasons.Single().Words);
    }

    [Fact]
    public void A_board_that_only_learns_is_blind_and_says_that_learning_is_no_failure()
    {
        var verdict = Judge([.. Enumerable.Repeat(Tile(Tier.Critical, TileState.Learning), 12)]);
        Assert.Equal((VerdictLevel.Blind, "Nothing can be judged yet: 12 of 12 metrics that count are learning"), (verdict.Level, verdict.Headline));
        Assert.StartsWith("Learning is no failure", verdict.Reasons.Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_on_which_nothing_that_counts_has_volume_is_blind_whatever_does_not_count() =>
        Assert.Equal(
            (VerdictLevel.Blind, "Nothing can be judged now: 2 of 2 metrics that count have too little volume"),
            LevelAndHeadline(Tile(Tier.Critical, TileState.TooFew), Tile(Tier.Important, TileState.TooFew), Tile(Tier.Informative, TileState.Normal)));

    [Fact]
    public void What_cannot_be_seen_and_what_cannot_be_judged_are_told_apart()
    {
        var verdict = Judge(Tile(Tier.Critical, TileState.Learning), Tile(Tier.Important, TileState.TooFew), Tile(Tier.Important, TileState.Stale));
        Assert.Equal(
            (VerdictLevel.Blind, "Nothing can be judged yet: 1 of 3 metrics that count is learning, 1 has too little volume, 1 cannot be seen"),
            (verdict.Level, verdict.Headline));
        Assert.Equal("sign-in-success", verdict.Reasons[^1].Bpm);
    }

    [Fact]
    public void A_quiet_night_with_a_few_too_few_is_all_calm_and_says_so() =>
        Assert.Equal(
            (VerdictLevel.AllCalm, "Every metric we can judge is where it is expected; 2 of 5 critical metrics cannot be judged: too little volume"),
            LevelAndHeadline([.. Critical(3, TileState.Normal), .. Critical(2, TileState.TooFew)]));

    [Fact]
    public void With_half_of_the_critical_metrics_judged_it_may_be_all_calm_with_less_it_may_not()
    {
        Assert.Equal(
            (VerdictLevel.AllCalm, "Every metric we can judge is where it is expected; 2 of 4 critical metrics cannot be judged: 1 learning, 1 with too little volume"),
            LevelAndHeadline([.. Critical(2, TileState.Normal), .. Critical(1, TileState.Learning), .. Critical(1, TileState.TooFew)]));
        var verdict = Judge([.. Critical(2, TileState.Normal), .. Critical(3, TileState.Learning), Tile(Tier.Important, TileState.Normal)]);
        Assert.Equal((VerdictLevel.Watch, "3 of 5 critical metrics cannot be judged: learning"), (verdict.Level, verdict.Headline));
        Assert.Equal([new VerdictReason("3 of 5 critical metrics cannot be judged: learning")], verdict.Reasons.AsEnumerable());
    }

    [Fact]
    public void Without_critical_metrics_half_of_what_counts_must_be_judged() =>
        Assert.Equal(
            (VerdictLevel.Watch, "2 of 3 metrics that count cannot be judged: learning"),
            LevelAndHeadline(Tile(Tier.Important, TileState.Normal), Tile(Tier.Important, TileState.Learning), Tile(Tier.Important, TileState.Learning)));

    [Fact]
    public void Trouble_is_said_before_what_cannot_be_judged()
    {
        var verdict = Judge(Tile(Tier.Critical, TileState.Off), Tile(Tier.Critical, TileState.Learning));
        Assert.Equal((VerdictLevel.ActNow, "Sign-in success is below normal"), (verdict.Level, verdict.Headline));
        Assert.Equal("1 of 2 critical metrics cannot be judged: learning", verdict.Reasons[^1].Words);
    }

    [Fact]
    public void A_metric_just_outside_is_not_counted_among_those_inside() =>
        Assert.Equal(
            "1 of 2 metrics are inside their bands; 1 just outside, not for long",
            Judge(Tile(Tier.Critical, TileState.Normal), Tile(Tier.Critical, TileState.Normal) with { Side = Direction.Below }).Reasons.Single().Words);

    [Fact]
    public void An_empty_board_is_blind_not_calm() => Assert.Equal(VerdictLevel.Blind, Judge().Level);

    private static string Reason(Tile tile) => Judge(tile with { Bpm = tile.Bpm with { Tier = Tier.Critical } }).Reasons[0].Words;

    private static Verdict Judge(params Tile[] tiles) => VerdictRules.Judge([.. tiles], Before, Now);

    private static (VerdictLevel Level, string Headline) LevelAndHeadline(params Tile[] tiles) => Judge(tiles) is var verdict ? (verdict.Level, verdict.Headline) : default;

    private static IEnumerable<Tile> Critical(int count, TileState state) => Enumerable.Repeat(Tile(Tier.Critical, state), count);

    private static Tile Tile(Tier tier, TileState state) => new()
    {
        Bpm = Some.Ratio() with { Tier = tier, Counts = "sign-ins" },
        Version = 1,
        State = state,
        Since = Now - TimeSpan.FromMinutes(12),
        Latest = new Sample(Now, 0.412, 900),
        Band = new Band(0.62, 0.7, 0.78),
        Side = state is TileState.Off or TileState.Watch ? Direction.Below : null,
    };
}
