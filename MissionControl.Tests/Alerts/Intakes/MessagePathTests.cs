using System.Text.Json;
using MissionControl.Core.Alerts.Intakes;

namespace MissionControl.Tests.Alerts.Intakes;

public sealed class MessagePathTests
{
    private static readonly JsonElement Message = JsonElement.Parse("""{"a":{"b-c":[{"d":1},{"d":2}],"n":null},"x":"y"}""");

    [Theory]
    [InlineData("$", "Object")]
    [InlineData("$.x", "String")]
    [InlineData("$.a.b-c", "Array")]
    [InlineData("$.a.b-c[1].d", "Number")]
    [InlineData("$.a.b-c[2].d", null)]
    [InlineData("$.a.n", null)]
    [InlineData("$.a.x", null)]
    [InlineData("$.x.y", null)]
    [InlineData("$[0]", null)]
    public void It_leads_to_what_stands_there_or_to_nothing(string path, string? kind) =>
        Assert.Equal(kind, MessagePath.Read(path)!.Find(Message)?.ValueKind.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.a[*]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a b")]
    [InlineData("$.a\n")]
    public void Anything_else_is_no_path(string path) => Assert.Null(MessagePath.Read(path));

    [Fact]
    public void Constants_are_what_does_not_begin_like_a_path()
    {
        Assert.Equal("Job failed", MappedText.Read("Job failed")!.Constant);
        Assert.Equal("$.a", MappedText.Read("$.a")!.Path!.Written);
        Assert.Null(MappedText.Read("$a"));
    }
}
