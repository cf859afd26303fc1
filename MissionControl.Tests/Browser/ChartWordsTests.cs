using Microsoft.Playwright;
using MissionControl.Tests.Support.Browser;

namespace MissionControl.Tests.Browser;

/// <summary>The chart speaks under the pointer without asking the server, so its words are held to the server's.</summary>
[Collection(ChromiumTests.Name)]
public sealed class ChartWordsTests(ChromiumFixture chromium)
{
    private static readonly double[] Numbers =
    [
        0, -0.000001, 0.0000001, 0.000123456, 0.0123, 0.5, 1.3, 9.876, 9.996, 41.23, 99.96, 318.4, 999.4, 999.6, 1204, 61_480, 999_999,
        1_234_567, 12_345_678, 2_500_000_000, 1_234_000_000_000, -1204, -4.25, -1_234_567,
    ];

    private static readonly double[] Seconds = [-5, 0, 8.9, 59.99, 60, 720, 3599, 3600, 27_600, 86_399, 86_400, 100_800, 259_200, 280_800];

    [Fact]
    public async Task The_chart_says_numbers_and_durations_as_the_rest_of_the_page_does()
    {
        await using var app = await DrillApp.StartAsync();
        var page = await chromium.OpenAsync(Screen.Laptop, ColorScheme.Dark);
        await page.GotoAsync(app.Address.ToString());
        Assert.Equal(Numbers.Select(Words.Number), await SayAsync(page, "number", Numbers));
        Assert.Equal(Seconds.Select(seconds => Words.Duration(TimeSpan.FromSeconds(seconds))), await SayAsync(page, "duration", Seconds));
    }

    private static Task<string[]> SayAsync(IPage page, string how, double[] values) => page.EvaluateAsync<string[]>(
        "async ([how, values]) => { const chart = await import('/lib/chart.js'); return values.map(chart[how]); }", new object[] { how, values });
}
