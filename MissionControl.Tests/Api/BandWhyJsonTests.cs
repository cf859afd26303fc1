using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Bands;
using MissionControl.Tests.Support;
using MissionControl.Web.Api;

namespace MissionControl.Tests.Api;

public sealed class BandWhyJsonTests
{
    public static TheoryData<string, int, double, double, double> Bands => new()
    {
        { "counted events", (int)ScaleKind.SquareRoot, 0.375, 110, 160 },
        { "money", (int)ScaleKind.Logarithm, 6000, 52_000, 71_000 },
        { "a share", (int)ScaleKind.Linear, 0, 0.62, 0.78 },
        { "a share near all", (int)ScaleKind.Linear, 0, 0.97, 1.03 },
        { "hardly any noise", (int)ScaleKind.SquareRoot, 0.375, 99.99, 100.01 },
        { "small numbers", (int)ScaleKind.SquareRoot, 0.375, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Bands))]
    public void The_drawn_band_is_what_its_reasons_give(string _, int kind, double offset, double lower, double upper)
    {
        var tile = A.Tile().Because(Some.Basis(A.Moment, new((ScaleKind)kind, offset), lower, upper)).Build();
        var why = Read(tile)["why"]!;
        AssertSame(tile.Band!.Value, Recompute(why));
        AssertSame(new((double)why["lower"]!, (double)why["expected"]!, (double)why["upper"]!), Recompute(why));
    }

    [Fact]
    public void It_has_exactly_the_promised_keys() =>
        Assert.Equal(
            [
                "at", "lower", "expected", "upper", "words", "samples", "from", "to", "slot", "rhythm", "choice", "shape", "level", "spread", "lowerReach", "upperReach",
                "scale", "scaleOffset", "isShare", "width", "leftOut", "daysLeftOut", "marked", "newNormalSince",
            ],
            Read(A.Tile().Because(Some.Basis(A.Moment)).Build())["why"]!.AsObject().Select(field => field.Key));

    [Fact]
    public void Limits_of_the_catalog_and_learning_have_no_such_reasons()
    {
        Assert.Null(Read(A.Tile().WithFixedBand().Build())["why"]);
        Assert.Null(Read(A.Tile().Learning().Build())["why"]);
    }

    private static JsonNode Read(Tile tile) => JsonNode.Parse(JsonSerializer.Serialize(BpmJson.From(tile.Bpm, tile), ApiJson.Context.BpmJson))!;

    /// <summary>As docs/api.md says, and nothing else.</summary>
    private static Band Recompute(JsonNode why)
    {
        double Of(string key) => (double)why[key]!;
        double Back(double scaled) => (string)why["scale"]! switch
        {
            "squareRoot" => (Math.Max(0, scaled) * Math.Max(0, scaled)) - Of("scaleOffset"),
            "logarithm" => Math.Exp(scaled) - Of("scaleOffset"),
            _ => scaled,
        };
        double Possible(double value) => (bool)why["isShare"]! ? Math.Clamp(value, 0, 1) : (string)why["scale"]! == "linear" ? value : Math.Max(0, value);
        var middle = Of("shape") + Of("level");
        var expected = Possible(Back(middle));
        var least = 0.005 * Math.Abs(expected);
        return new(
            Possible(Math.Min(Back(middle + (Of("lowerReach") * Of("spread"))), expected - least)),
            expected,
            Possible(Math.Max(Back(middle + (Of("upperReach") * Of("spread"))), expected + least)));
    }

    private static void AssertSame(Band one, Band other)
    {
        Assert.Equal(one.Lower!.Value, other.Lower!.Value, 9);
        Assert.Equal(one.Expected!.Value, other.Expected!.Value, 9);
        Assert.Equal(one.Upper!.Value, other.Upper!.Value, 9);
    }
}
