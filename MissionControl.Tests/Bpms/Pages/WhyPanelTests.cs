using Bunit;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;
using MissionControl.Web.Bpms.Why;

namespace MissionControl.Tests.Bpms.Pages;

public sealed class WhyPanelTests : BunitContext
{
    [Fact]
    public void A_learned_band_shows_what_it_was_computed_from()
    {
        var panel = Show(A.Tile().Counting(BpmKind.Rate, "/ hour", 130).Because(Some.Basis(A.Moment)).Build());
        Assert.Equal("Why this band", panel.Find("h2").TextContent);
        Assert.Equal("For a Saturday at 02:00 we expect 110 to 160: the middle of the last six Saturdays.", panel.Find("p").TextContent);
        Assert.Equal("The hours of the week forecast it 40 % closer than its recent level alone.", panel.FindAll("p")[1].TextContent);
        Assert.Equal(
            ["Samples", "From, to", "Left out", "Marked", "Slot", "Shape", "Level", "Spread", "Reaches", "Scale", "Lower", "Upper"],
            panel.FindAll("dt").Select(name => name.TextContent));
        Assert.Contains(panel.FindAll("dd"), says => says.TextContent == "Saturday 02:00–02:15");
        Assert.Equal("scale⁻¹(1.158 + 10.43 − 2 × 0.5395) = 110 / hour", panel.FindAll(".formula dd")[0].TextContent);
    }

    [Fact]
    public void Limits_of_the_catalog_are_only_a_sentence()
    {
        var panel = Show(A.Tile().WithFixedBand().Build());
        Assert.Equal("The catalog allows 62 to 78 %.", panel.Find("p").TextContent);
        Assert.Empty(panel.FindAll("dl"));
    }

    [Fact]
    public void Learning_says_what_is_missing()
    {
        var panel = Show(A.Tile().Learning().Build());
        Assert.Equal("Why no band yet", panel.Find("h2").TextContent);
        Assert.Equal("Learning: 3 of 14 days of history so far.", panel.Find("p").TextContent);
        Assert.Empty(panel.FindAll("dl"));
    }

    [Fact]
    public void A_band_cut_off_at_what_is_possible_says_so()
    {
        var basis = Some.Basis(A.Moment, default, 0.9, 0.99);
        var wide = basis with { Point = basis.Point with { UpperReach = 4 } };
        Assert.Contains("What the formula gives beyond 0 and 100 % is cut off: a share cannot be there.", WhyView.Of(A.Tile().Because(wide).Build()).Sentences);
        Assert.DoesNotContain(WhyView.Of(A.Tile().Because(basis).Build()).Sentences, sentence => sentence.Contains("cut off", StringComparison.Ordinal));
        var narrow = basis with { Point = basis.Point with { Spread = 1e-6 } };
        Assert.Contains(WhyView.Of(A.Tile().Because(narrow).Build()).Sentences, sentence => sentence.Contains("half a percent", StringComparison.Ordinal));
    }

    private IRenderedComponent<WhyPanel> Show(Tile tile) => Render<WhyPanel>(parameters => parameters.Add(panel => panel.View, WhyView.Of(tile)));
}
