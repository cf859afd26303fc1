namespace MissionControl.Tests.Browser;

public sealed class BoardPageTests
{
    [Fact]
    public async Task The_board_answers()
    {
        await using var app = Web.Hosting.MissionApp.Create(["--urls", "http://127.0.0.1:0"]);
        await app.StartAsync();
        using var client = new HttpClient();
        var html = await client.GetStringAsync(new Uri(app.Urls.First()));
        Assert.Contains("Mission Control", html, StringComparison.Ordinal);
    }
}
