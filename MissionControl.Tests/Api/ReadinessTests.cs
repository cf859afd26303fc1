using System.Net;
using System.Text.Json;
using MissionControl.Web.Api;
using MissionControl.Web.Hosting;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api;

public sealed class ReadinessTests
{
    [Theory]
    [InlineData(0, true, "the board has not been made yet")]
    [InlineData(1, false, "the storage does not answer")]
    [InlineData(0, false, "the board has not been made yet, the storage does not answer")]
    [InlineData(1, true, "")]
    public void It_says_what_is_missing(long boardVersion, bool storageAnswers, string missing) =>
        Assert.Equal(missing, string.Join(", ", Readiness.Missing(boardVersion, storageAnswers)));

    [Fact]
    public async Task A_process_without_board_and_storage_is_alive_but_not_ready()
    {
        using var folder = new TemporaryFolder();
        await using var app = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--MissionControl:Data", folder["missing"]],
            static builder => builder.WithoutBackground());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Equal("live", await client.GetStringAsync("/healthz/live"));
        using var answer = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Not ready: the board has not been made yet, the storage does not answer", problem.GetProperty("detail").GetString());
    }
}
