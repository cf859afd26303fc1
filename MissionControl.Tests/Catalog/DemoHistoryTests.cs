using System.Text;
using MissionControl.Core.Bpms.Sampling;
using MissionControl.Core.Catalog;
using MissionControl.Core.Sources.Demo;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Catalog;

public sealed class DemoHistoryTests
{
    [Fact]
    public async Task The_history_in_the_demo_catalog_is_what_the_demo_source_says_of_three_weeks()
    {
        var definitions = new CatalogReader().Read(CatalogFolder.Demo).Loaded!.Definitions;
        var clock = new ManualTimeProvider(new(2026, 11, 20, 21, 0, 0, TimeSpan.Zero));
        var now = clock.GetUtcNow();
        var source = new DemoSource("demo", 7, definitions.Organisation.Zone, clock);
        var window = new Window(now - TimeSpan.FromDays(21), now - TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var history = await source.ReadHistoryAsync(definitions.FindBpm("sign-in-success")!, window, CancellationToken.None);

        var text = new StringBuilder("timestamp,value,volume\n");
        foreach (var sample in history.Samples)
            text.Append($"{sample.At:yyyy-MM-ddTHH:mm:ssZ},{sample.Value:0.####},{sample.Volume}\n");

        var path = Path.Combine(CatalogFolder.Demo, "history", "sign-in-success.csv");
        if (Environment.GetEnvironmentVariable("GEN") is not null) File.WriteAllText(path, text.ToString());
        Assert.Equal(text.ToString(), await File.ReadAllTextAsync(path));
    }
}
