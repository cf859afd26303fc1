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
        Assert.Equal(VerdictLevel.AllCalm, verdict.Level);
        Assert.Equal("1 of 2 metrics are inside their bands; 1 cannot be judged yet", verdict.Reasons.Single().Words);
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
    public void An_empty_board_is_blind_not_calm() => Assert.Equal(VerdictLevel.Blind, Judge().Level);

    private static Verdict Judge(params Tile[] tiles) => VerdictRules.Judge([.. tiles], Before, Now);

    private static Tile Tile(Tier tier, TileState state) => new()
    {
        Bpm = Some.Ratio() with { Tier = tier, Counts = "sign-ins" },
        Version = 1,
        State = state,
        Since = Now - TimeSpan.FromMinutes(12),
        Latest = new Sample(Now, 0.412, 900),
        Band = new Band(0.62, 0.7, 0.78),
        Side = Direction.Below,
    };
}
