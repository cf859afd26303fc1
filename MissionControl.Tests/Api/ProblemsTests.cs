using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Web.Api;

namespace MissionControl.Tests.Api;

public sealed class ProblemsTests
{
    [Fact]
    public async Task Wrong_fields_are_named_with_all_that_is_wrong() =>
        Assert.Equal(
            """{"type":"about:blank","title":"Bad Request","status":400,"detail":"See errors for what is wrong with each field","errors":{"from":["must be a time","must be before to"]}}""",
            await WriteAsync(Problems.Invalid(new Dictionary<string, ImmutableArray<string>> { ["from"] = ["must be a time", "must be before to"] })));

    [Fact]
    public async Task Without_a_field_to_blame_there_are_no_errors() =>
        Assert.Equal(
            """{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no BPM 'x'; there are none"}""",
            await WriteAsync(Problems.UnknownId("BPM", "x", [])));

    private static async Task<string> WriteAsync(IResult result)
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        await result.ExecuteAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
