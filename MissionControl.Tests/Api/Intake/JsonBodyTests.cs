using Microsoft.AspNetCore.Http;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Tests.Api.Intake;

public sealed class JsonBodyTests
{
    [Fact]
    public async Task A_body_that_breaks_off_on_the_way_is_a_400()
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.Body = new BrokenStream();
        using var body = await JsonBody.ReadAsync(context, 1000);
        Assert.Null(body.Document);
        Assert.Equal(400, Assert.IsAssignableFrom<IStatusCodeHttpResult>(body.Problem).StatusCode);
    }

    /// <summary>What the server makes of a chunk whose length is no number it can hold.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Bad chunk size data.");
    }
}
