using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Board;

public sealed class TileWordsTests
{
    /// <summary>Tuesday 17 November 2026, 14:05.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 17, 14, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_product_lead_reads_what_was_measured_what_was_expected_and_since_when_it_is_otherwise()
    {
        var tile = SignUps().Off(47, TimeSpan.FromMinutes(45)).Build();
        Assert.Equal(
            "47 sign-ups in the last hour. For a Tuesday at 14:00 we expect 110 to 160: the middle of the last six Tuesdays. Below normal since 13:20.",
            Say(tile with { Bpm = tile.Bpm with { CountedOver = TimeSpan.FromHours(1) } }));
    }

    [Fact]
    public void A_rate_whose_stretch_is_not_known_is_said_per_its_unit() =>
        Assert.StartsWith("47 sign-ups per hour. ", Say(SignUps().Off(47, TimeSpan.FromMinutes(45)).Build()), StringComparison.Ordinal);

    [Theory]
    [InlineData("/ hour", "47 per hour. ")]
    [InlineData("/min", "47 per min. ")]
    [InlineData("req/s", "47 req/s. ")]
    public void A_rate_of_nothing_named_says_its_unit(string unit, string expected) =>
        Assert.StartsWith(expected, SayOf(SignUps().Off(47, TimeSpan.FromMinutes(45)).Build(), unit), StringComparison.Ordinal);

    [Fact]
    public void A_share_says_of_how_many()
    {
        var tile = A.Tile().Build();
        Assert.StartsWith("70 % of 480 counted. ", Say(tile), StringComparison.Ordinal);
        Assert.StartsWith("70 % of 480 sign-ins in the last 5 min. ", Say(tile with { Bpm = tile.Bpm with { Counts = "sign-ins", CountedOver = TimeSpan.FromMinutes(5) } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Seven_are_too_few_to_judge_and_say_how_many_it_takes()
    {
        Assert.EndsWith("Too few to judge (7): it takes 30.", Say(A.Tile().TooFew(7).Build()), StringComparison.Ordinal);
        var none = A.Tile().TooFew(0).Build();
        Assert.EndsWith("Too few to judge (0).", Say(none with { Bpm = none.Bpm with { MinimumVolume = 0 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_normal_value_is_inside_and_has_no_departure()
    {
        var words = Say(SignUps().Build());
        Assert.EndsWith("Tuesdays. It is inside.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("normal since", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_just_left_its_band_is_not_yet_watched() =>
        Assert.EndsWith("Just below normal since 14:04, not yet watched.", Say(A.Tile().JustOutside(0.61, TimeSpan.FromMinutes(43_200)).Build() with { OutsideSince = Now.AddMinutes(-1) }), StringComparison.Ordinal);

    [Fact]
    public void What_is_missing_is_said_with_the_part_no_noise_explains()
    {
        var tile = SignUps().Off(47, TimeSpan.FromMinutes(45)).Missing(140).Build();
        Assert.EndsWith("Below normal since 13:20, about 140 sign-ups fewer than expected, at least 98.", Say(tile with { ImpactAtLeast = -98.7 }), StringComparison.Ordinal);
        Assert.EndsWith("about 140 sign-ups fewer than expected.", Say(tile with { ImpactAtLeast = 0 }), StringComparison.Ordinal);
        Assert.EndsWith("about 140 sign-ups fewer than expected.", Say(tile with { ImpactAtLeast = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_move_is_stuck_and_on_no_side()
    {
        var tile = Stuck(SignUps().Off(130, TimeSpan.FromHours(3)).Build() with { Side = Direction.Below });
        Assert.EndsWith("It has been the very same value, 130 / hour, for 3 h: longer than it ever is.", Say(tile), StringComparison.Ordinal);
        Assert.DoesNotContain("below", Say(tile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_low_and_does_not_move_is_both()
    {
        var words = Say(Stuck(SignUps().Off(47, TimeSpan.FromHours(3)).Build()));
        Assert.Contains("Below normal since 11:05. It has been the very same value, 47 / hour, for 3 h: longer than it ever is.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_while_on_one_side_of_the_band_is_a_little_below_normal() =>
        Assert.EndsWith(
            "A little below normal since 13:15: inside its band, but it is seldom so for so long.",
            Say(SignUps().Off(118, TimeSpan.FromMinutes(50)).Build() with { Side = Direction.Below }), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_has_just_come_back_says_so_while_the_judgement_stands() =>
        Assert.EndsWith(
            "Below normal since 13:15, back inside its band since 14:04, which is not long enough to count.",
            Say(SignUps().Off(118, TimeSpan.FromMinutes(50)).Build() with { Side = Direction.Below, BackSince = Now.AddMinutes(-1) }), StringComparison.Ordinal);

    [Fact]
    public void Above_normal_is_not_always_good()
    {
        var above = SignUps().Watch(300, TimeSpan.FromMinutes(50)).Build();
        Assert.EndsWith("Above normal since 13:15. More than normal does not hurt here by itself, but it is not always good: look at why.", Say(above), StringComparison.Ordinal);
        Assert.EndsWith("Above normal since 13:15.", Say(above with { Bpm = above.Bpm with { Hurts = Direction.Both } }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_seen_says_since_when_and_what_was_seen_last() =>
        Assert.StartsWith("We cannot see it since 14:00. The last we saw: 70 % of 480 counted. ", Say(new TileBuilder(Now).Stale().Build()), StringComparison.Ordinal);

    [Fact]
    public void A_metric_never_seen_says_only_that() => Assert.StartsWith("Nothing has been seen yet.", Say(new TileBuilder(Now).NeverSeen().Build()), StringComparison.Ordinal);

    [Fact]
    public void Limits_of_the_catalog_are_nobody_s_forecast()
    {
        Assert.Contains("The catalog allows 62 to 78 %. It is inside.", Say(new TileBuilder(Now).WithFixedBand().Build()), StringComparison.Ordinal);
        var sync = new TileBuilder(Now).Counting(BpmKind.Freshness, "", 27_600).Expecting(null, 25_200, 0, 30_000).WithFixedBand();
        Assert.Equal("Last finished at 06:24, 7 h 40 before we looked. It is due every 7 h, as the catalog says. Late by 40 min.", Say(sync.Off(27_600, TimeSpan.FromMinutes(40)).Build()));
    }

    [Fact]
    public void Learning_says_how_far_it_has_come() =>
        Assert.Equal("70 % of 480 counted. Learning: 3 of 14 days of history so far.", Say(new TileBuilder(Now).Learning().Build()));

    [Fact]
    public void A_new_normal_is_said_last()
    {
        var basis = Some.Basis(Now) with { Adopted = new(new(2026, 11, 12, 14, 5, 0, TimeSpan.Zero), new(Some.Basis(Now).Point.Level * 1.1, 0), 0, 0) };
        var tile = SignUps().Because(basis).Build();
        Assert.EndsWith("It is inside. New normal since Thu 12 Nov 14:05; before that we expected 133 to 187 at this hour.", Say(tile), StringComparison.Ordinal);
    }

    private static string SayOf(Tile tile, string unit) => Say(tile with { Bpm = tile.Bpm with { Counts = null, Unit = unit } });

    private static TileBuilder SignUps() => new TileBuilder(Now).Called("sign-ups").Counting(BpmKind.Rate, "/ hour", 130).Because(Some.Basis(Now));

    private static Tile Stuck(Tile tile) => tile with { IsStuck = true, Recent = [.. tile.Recent.Select(point => point with { Value = tile.Latest!.Value.Value })] };

    private static string Say(Tile tile) => TileWords.Detail(tile, Now, TimeZoneInfo.Utc);
}
