using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class StartWordsTests
{
    [Theory]
    [InlineData("Production", "", "listens without encryption|lie unencrypted")]
    [InlineData("Production", "--MissionControl:Proxies=10.0.0.5", "lie unencrypted")]
    [InlineData("Production", "--MissionControl:Hosts=*", "listens without encryption|lie unencrypted|any host name")]
    [InlineData("Development", "--MissionControl:Hosts=*", "")]
    public async Task The_start_says_what_is_not_as_safe_as_it_could_be(string environment, string setting, string said)
    {
        using var data = new TemporaryFolder();
        var lines = new ListLogger();
        await using var app = MissionApp.Create(
            [.. (string[])["--urls", "http://127.0.0.1:0", "--environment", environment, "--MissionControl:Data", data.Path], .. setting.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            builder => builder.Logging.Services.AddSingleton<ILoggerProvider>(new ListProvider(lines)));
        await app.StartAsync();
        var found = ((string[])["listens without encryption", "lie unencrypted", "any host name"]).Where(words => lines.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)));
        Assert.Equal(said, string.Join('|', found));
    }
}
