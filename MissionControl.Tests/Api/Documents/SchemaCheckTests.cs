using System.Text.Json;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Documents;

/// <summary>The check itself: what it would not find it would not find in the API either.</summary>
public sealed class SchemaCheckTests
{
    private const string Document =
        """
        {"components":{"schemas":{"Tile":{"type":"object","required":["id"],"properties":{
          "id":{"type":"string","maxLength":5},"n":{"type":["null","integer"],"format":"int32","minimum":1,"maximum":3},"at":{"type":"string","format":"date-time"},
          "state":{"oneOf":[{"type":"null"},{"type":"string","enum":["Off"]}]},"list":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"boolean"}},
          "bag":{"type":"object","additionalProperties":{"type":"number"}},"shut":{"type":"object","properties":{},"additionalProperties":false}}}}}}
        """;

    [Theory]
    [InlineData("""{"id":"a","n":null,"at":"2026-11-21T02:04:00.25Z","state":null,"list":[true],"bag":{"x":1.5},"shut":{}}""", null)]
    [InlineData("""{"id":"a","n":3,"state":"Off"}""", null)]
    [InlineData("7", "$: is Number")]
    [InlineData("{}", "$: lacks id")]
    [InlineData("""{"id":null}""", "$.id: is Null")]
    [InlineData("""{"id":"longer"}""", "$.id: is longer")]
    [InlineData("""{"id":"a","n":1.5}""", "$.n: is Number")]
    [InlineData("""{"id":"a","n":0}""", "$.n: is below")]
    [InlineData("""{"id":"a","n":4}""", "$.n: is above")]
    [InlineData("""{"id":"a","at":"2026-11-21T02:04:00+01:00"}""", "$.at: 2026")]
    [InlineData("""{"id":"a","at":"2026-13-21T02:04:00Z"}""", "$.at: 2026")]
    [InlineData("""{"id":"a","state":"On"}""", "$.state: fits 0 of 2")]
    [InlineData("""{"id":"a","list":[]}""", "$.list: has fewer")]
    [InlineData("""{"id":"a","list":[true,true,true]}""", "$.list: has more")]
    [InlineData("""{"id":"a","list":[true,"x"]}""", "$.list[1]: is String")]
    [InlineData("""{"id":"a","bag":{"x":"y"}}""", "$.bag.x: is String")]
    [InlineData("""{"id":"a","shut":{"x":1}}""", "$.shut.x: the schema does not name it")]
    [InlineData("""{"id":"a","more":1}""", "$.more: the schema does not name it")]
    public void What_does_not_fit_is_found_with_its_place(string json, string? finding)
    {
        var found = new SchemaCheck(JsonElement.Parse(Document)).Find(JsonElement.Parse("""{"$ref":"#/components/schemas/Tile"}"""), JsonElement.Parse(json));
        if (finding is null)
            Assert.Empty(found);
        else
            Assert.StartsWith(finding, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_that_it_does_not_understand_is_a_finding() =>
        Assert.Equal(["$: the check does not know the word pattern"], new SchemaCheck(default).Find(JsonElement.Parse("""{"pattern":"x"}"""), JsonElement.Parse("1")));
}
