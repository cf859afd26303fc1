using System.Text.Json.Nodes;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Tests.Storage.Journal;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": { "z": [3, { "y": 1, "x": 2 }], "B": null } }""", """{"a":{"B":null,"z":[3,{"x":2,"y":1}]},"b":1}""")]
    [InlineData("""{"é":1,"z":2,"Z":3,"":4}""", """{"":4,"Z":3,"z":2,"é":1}""")]
    [InlineData("""{"a":[],"b":{},"c":[true,false,null]}""", """{"a":[],"b":{},"c":[true,false,null]}""")]
    [InlineData("""{"a":"\u00e9\u2028<>&'+\/ \"\\\t\u0001"}""", "{\"a\":\"é\u2028<>&'+/ \\\"\\\\\\u0009\\u0001\"}")]
    public void Keys_are_in_ordinal_order_and_nothing_is_spaced_or_escaped_without_need(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonNode.Parse(json)));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData("15e-1", "1.5")]
    [InlineData("0.15E+1", "1.5")]
    [InlineData("-0", "0")]
    [InlineData("-0.00e5", "0")]
    [InlineData("100", "100")]
    [InlineData("-12.340", "-12.34")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1.25e30", "1.25e+30")]
    [InlineData("12345678901234567890.12345678901", "12345678901234567890.12345678901")]
    [InlineData("0.1", "0.1")]
    [InlineData("10e999999999999", "1e+1000000000000")]
    public void A_number_has_one_spelling_and_is_never_rounded(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonNode.Parse(json)));

    [Fact]
    public void Values_made_in_code_read_like_values_that_were_parsed()
    {
        var body = new JsonObject { ["ratio"] = 0.5, ["count"] = 3L, ["money"] = 1.50m, ["small"] = 1e-7, ["day"] = DayOfWeek.Monday.ToString() };
        Assert.Equal("""{"count":3,"day":"Monday","money":1.5,"ratio":0.5,"small":1e-7}""", CanonicalJson.Of(body));
        Assert.Equal(CanonicalJson.Of(body), CanonicalJson.Of(JsonNode.Parse(body.ToJsonString())));
    }
}
