using MissionControl.Core.Alerts.Own;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Own;

public sealed class OwnRulesTests
{
    [Fact]
    public void A_metric_that_is_off_fires_with_its_tier_its_service_and_its_words_and_ends_when_it_is_back()
    {
        var off = Tile("sign-in-success", TileState.Off, 12);
        var signal = Assert.Single(Judge(off).Firing).Value;
        Assert.Equal(LabelSet.Of(("alertname", "BpmOff"), ("bpm", "sign-in-success"), ("service", "identity"), ("severity", "critical")), signal.Labels);
        Assert.Equal((A.Moment.AddMinutes(-12), 0.7), (signal.StartsAt, signal.Values["value"]));
        Assert.NotEmpty(signal.Annotations["summary"]!);
        Assert.Contains(signal.Labels.Fingerprint(), Judge(off with { State = TileState.Normal }).Fine);
    }

    [Theory]
    [InlineData(TileState.Stale)]
    [InlineData(TileState.Learning)]
    [InlineData(TileState.TooFew)]
    [InlineData(TileState.Watch)]
    public void What_cannot_be_judged_ends_nothing(TileState state)
    {
        var fingerprint = Assert.Single(Judge(Tile("sign-in-success", TileState.Off, 12)).Firing).Key;
        var findings = Judge(Tile("sign-in-success", state, 1));
        Assert.DoesNotContain(fingerprint, findings.Fine);
        Assert.DoesNotContain(fingerprint, findings.Firing.Keys);
    }

    [Fact]
    public void Stale_data_fires_after_five_minutes()
    {
        Assert.Empty(Judge(Tile("a", TileState.Stale, 4), Tile("b", TileState.Normal, 60)).Firing);
        Assert.Equal("BpmStale", Assert.Single(Judge(Tile("a", TileState.Stale, 5), Tile("b", TileState.Normal, 60)).Firing).Value.Labels["alertname"]);
    }

    [Fact]
    public void A_source_of_which_nothing_can_be_seen_is_one_alert_and_not_one_for_each_metric()
    {
        var signal = Assert.Single(Judge(Tile("a", TileState.Stale, 9), Tile("b", TileState.Stale, 7)).Firing).Value;
        Assert.Equal(("SourceBlind", "main", A.Moment.AddMinutes(-7)), (signal.Labels["alertname"], signal.Labels["source"], signal.StartsAt));
    }

    private static OwnFindings Judge(params Tile[] tiles) => OwnRules.Judge(A.Board().With(tiles).Build(), A.Moment);

    private static Tile Tile(string id, TileState state, int minutes)
    {
        var tile = A.Tile().Build();
        return tile with { State = state, Since = A.Moment.AddMinutes(-minutes), Bpm = tile.Bpm with { Id = id, Tier = Tier.Critical, Services = ["identity"], Source = "main" } };
    }
}
