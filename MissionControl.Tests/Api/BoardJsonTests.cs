using System.Text.Json;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Api;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

public sealed class BoardJsonTests
{
    [Fact]
    public void A_board_has_exactly_the_promised_shape() =>
        Assert.Equal(
            """
            {"version":7,"at":"2026-11-21T02:04:00Z","verdict":{"level":"ActNow","headline":"Sign-in success is below normal","reasons":["About 190 fewer people signed in than expected"]},
            "tiles":[{"id":"sign-in-success","name":"Sign-in success","state":"Off","value":0.412,"unit":"%","volume":480,"lower":0.62,"expected":0.7,"upper":0.78,
            "since":"2026-11-21T01:52:00Z","sampledAt":"2026-11-21T02:03:52Z","words":"Below normal for 12 min, about 190 fewer than expected"}],
            "services":[],"incidents":[],"alerts":{"open":0,"unacknowledged":0},"changes":[]}
            """.ReplaceLineEndings(""),
            Write(A.Board().Version(7).With(A.Tile().Off().Build())
                .Saying(VerdictLevel.ActNow, "Sign-in success is below normal", new VerdictReason("About 190 fewer people signed in than expected", "sign-in-success")).Build()));

    [Fact]
    public void A_change_has_exactly_the_promised_shape() =>
        Assert.Contains(
            """
            "changes":[{"id":"build-418","kind":"deploy","title":"identity-web 4.18.0","service":"identity","at":"2026-11-21T01:50:00Z","until":null,"by":null,"link":null,"toldAt":"2026-11-21T02:04:00Z","rollsBack":null}]
            """.Trim(),
            Write(A.Board().Build() with { Changes = [Some.Change(14) with { Key = "build-418" }] }),
            StringComparison.Ordinal);

    [Fact]
    public void What_is_unknown_is_null()
    {
        var tile = TileJson.From(A.Tile().NeverSeen().Build(), A.Moment, TimeZoneInfo.Utc);
        Assert.Equal((null, null, null, null, null, null), (tile.Value, tile.Volume, tile.Lower, tile.Expected, tile.Upper, tile.SampledAt));
        Assert.StartsWith("Nothing seen yet", tile.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_is_no_number_is_an_open_side()
    {
        var tile = A.Tile().Build() with { Band = new Band(double.NegativeInfinity, double.NaN, 0.78) };
        var json = TileJson.From(tile, A.Moment, TimeZoneInfo.Utc);
        Assert.Equal((null, null, 0.78), (json.Lower, json.Expected, json.Upper));
    }

    [Fact]
    public void Every_state_level_and_health_is_its_contract_word()
    {
        var json = Write(A.Board().LikeThePicture().Build());
        foreach (var word in (string[])["Normal", "Watch", "Off", "Stale", "Held", "Learning", "TooFew"])
            Assert.Contains($"\"state\":\"{word}\"", json, StringComparison.Ordinal);
        foreach (var word in (string[])["Operational", "Degraded", "PartialOutage", "Maintenance", "Unknown"])
            Assert.Contains($"\"health\":\"{word}\"", json, StringComparison.Ordinal);
        Assert.Contains("\"unit\":\"£\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_utc_with_z_and_milliseconds_only_where_there_are_any()
    {
        var inLondon = new DateTimeOffset(2026, 6, 1, 12, 0, 0, 250, TimeSpan.FromHours(1));
        Assert.Contains("\"at\":\"2026-06-01T11:00:00.25Z\"", Write(A.Board().Build() with { At = inLondon }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_speaks_the_catalogs_words() =>
        Assert.Equal(
            """
            {"id":"sign-in-success","name":"Sign-in success","means":"Of those who open the sign-in page, the share that reaches the dashboard.",
            "kind":"ratio","unit":"%","interval":"PT30S","band":"seasonal","tier":"critical","stage":"retention","kpi":null,"owner":null,"hurts":"below","patience":"PT5M",
            "services":["identity"],"audiences":["ProductLead"],"runbook":null,"why":null}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(BpmJson.From(Some.Ratio() with { Stage = Stage.Retention, Audiences = [Audience.ProductLead] }, tile: null), ApiJson.Context.BpmJson));

    private static string Write(BoardSnapshot board) => JsonSerializer.Serialize(BoardJson.From(board), ApiJson.Context.BoardJson);
}
