using Bunit;
using MissionControl.Core.Board;
using MissionControl.Web.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Bpms.Pages;

public sealed class BpmHeaderTests : BunitContext
{
    [Fact]
    public void An_off_metric_says_how_far_since_when_and_how_many()
    {
        var header = Show(A.Tile().Off().Build());
        Assert.Equal("Off", header.Find(".state-word").TextContent.Trim());
        Assert.Equal("Below normal for 12 min, about 190 fewer than expected", header.Find(".says").TextContent.Trim());
        Assert.Equal("41.2 %", header.Find(".now-value p").TextContent.Trim());
        Assert.Equal("expected 62–78 %", header.Find(".expected").TextContent);
        Assert.Contains("is-off", header.Find("section").ClassList);
        Assert.StartsWith("41.2 % of 480 counted. ", header.Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_normal_metric_says_so_in_a_word() => Assert.Equal("Normal", Show(A.Tile().Build()).Find(".state-word").TextContent.Trim());

    [Fact]
    public void A_learning_metric_says_why_there_is_no_band()
    {
        var header = Show(A.Tile().Learning().Build());
        Assert.Equal("no band yet", header.Find(".expected").TextContent);
        Assert.Contains("Learning: 3 of 14 days of history so far.", header.Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stale_metric_says_why_we_cannot_see() =>
        Assert.Equal("Cannot see since 01:59: the source does not answer", Show(A.Tile().Stale().Build()).Find(".says").TextContent.Trim());

    [Fact]
    public void A_metric_without_a_value_has_a_dash() => Assert.Equal("–", Show(A.Tile().NeverSeen().Build()).Find(".value").TextContent);

    [Fact]
    public void A_metric_before_its_first_tile_is_not_read_yet()
    {
        var tile = A.Tile().Build();
        var header = Show(A.Board().With(tile).Build() with { Tiles = [] }, tile.Bpm.Id);
        Assert.Equal("Not read yet", header.Find(".state-word").TextContent.Trim());
    }

    [Fact]
    public void A_metric_that_needs_somebody_leads_to_declaring_an_incident_from_it_and_one_that_is_well_does_not()
    {
        Assert.Equal("/incidents/new?bpm=sign-in-success", Show(A.Tile().Off().Build()).Find(".now-declare a").GetAttribute("href"));
        Assert.Empty(Show(A.Tile().Build()).FindAll(".now-declare"));
    }

    [Fact]
    public void An_unknown_metric_has_no_view() => Assert.Null(BpmView.From(A.Board().Build(), "nothing-like-it", A.Moment));

    [Theory]
    [InlineData("sign-in-sucess", "sign-in-success")]
    [InlineData("Sign In", "sign-in-success")]
    [InlineData("zzz", null)]
    public void Near_names_forgive_slips(string asked, string? found) => Assert.Equal(found, NearNames.To(asked, [Some.Rate(), Some.Ratio()]).FirstOrDefault()?.Id);

    private IRenderedComponent<BpmHeader> Show(Tile tile) => Show(A.Board().With(tile).Build(), tile.Bpm.Id);

    private IRenderedComponent<BpmHeader> Show(BoardSnapshot board, string id) =>
        Render<BpmHeader>(parameters => parameters.Add(header => header.View, BpmView.From(board, id, A.Moment)!));
}
