using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace MissionControl.Bench.Alerts;

/// <summary>10,000 live alerts in 300 groups, in Chromium: first paint, what is drawn, whether the end can be reached; and how soon a new one is told.</summary>
internal static class Inbox
{
    private const int Loads = 9;
    private const int Told = 40;
    private const int WarmUp = 10;

    // Each of those that are told one at a time is a group as well.
    private const int Known = WarmUp + (2 * Told);


    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var receiver = await ToldReceiver.StartAsync();
        await using var office = await AlertOffice.OpenAsync(place, receiver.Catalog);
        await SignedIn.AddAsync(app, place, "Responder");
        using var client = office.Client();
        await using var server = await ServerProcess.StartAsync(app, [.. place.Arguments, .. AlertOffice.Unlimited], static async address => await SignedIn.AskAsync(new Uri(address, "/api/v1/board")) is not null);
        await receiver.MeasureAsync(client, server.Address, "Warm", WarmUp);
        var calm = await receiver.MeasureAsync(client, server.Address, "Calm", Told);
        foreach (var message in new ManyAlerts(TimeProvider.System.GetUtcNow()).Messages())
            if (await AlertSender.SendAsync(client, new Uri(server.Address, "/api/v1/alerts/alertmanager"), message, CancellationToken.None) is not 200 and var status)
                throw new InvalidOperationException($"The app answered {status}.");
        await office.SettledAsync(TimeSpan.FromMinutes(1));
        var busy = await receiver.MeasureAsync(client, server.Address, "Busy", Told);
        var largest = await LargestAsync(server.Address);
        var list = new LongList(new Uri(server.Address, "/alerts"), ".alert-list > [data-alert]", "Last of all");
        var group = new LongList(new Uri(server.Address, $"/alerts/{largest}"), ".signals > li[data-signal]", ManyAlerts.LastInLargest);
        return await Browser.WithAsync<IReadOnlyList<Figure>>(async browser =>
        [
            .. ToldFigures("alert answered to the test receiver (webhook)", calm),
            .. ToldFigures("the same beside 10,000 live alerts", busy),
            .. await ListAsync(browser, place, list, $"{ManyAlerts.All:#,0} alerts in {ManyAlerts.Groups} groups"),
            new("groups not passed on the way to the last by the key j", ManyAlerts.Groups + Known - (await list.KeysAsync(browser, 900) ?? 0), 0, "", "–", null),
            .. await ListAsync(browser, place, group, $"one group of {ManyAlerts.InLargest:#,0} alerts"),
        ]);
    }

    private static IEnumerable<Figure> ToldFigures(string what, PageTimes times) =>
    [
        new($"{what}, p95 of {times.Times.Count}", Figure.Quantile(times.Times, 0.95), 1000, "ms", "median", Figure.Quantile(times.Times, 0.5)),
        new("of them not told in 20 s", times.Lost, 0, "", "–", null),
    ];

    private static async Task<IEnumerable<Figure>> ListAsync(IBrowser browser, Workplace place, LongList list, string what)
    {
        var html = await ServerProcess.Http.GetStringAsync(list.Address);
        await File.WriteAllTextAsync(place["plain.html"], FirstPaint.Bare(html));
        await using var plain = await ServerProcess.StartAsync(typeof(Inbox).Assembly.Location, ["serve-plain", "{url}", place["plain.html"]], ServerProcess.SaysYesAsync);
        var (loads, yardsticks, answers) = (new List<Loaded>(), new List<double>(), new List<double>());
        for (var load = 0; load < Loads; load++)
        {
            loads.Add(await list.LoadAsync(browser));
            yardsticks.Add(await FirstPaint.PaintAsync(browser, plain.Address));
            var began = Stopwatch.GetTimestamp();
            await ServerProcess.Http.GetStringAsync(list.Address);
            answers.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var scrolled = await list.ScrollAsync(browser);
        var jumped = await list.JumpAsync(browser);
        return
        [
            new($"{what}: first contentful paint, cold, median of {Loads}", Figure.Quantile(loads.Select(static load => load.Paint), 0.5), 500, "ms", "same HTML, no styles or scripts, least server", Figure.Quantile(yardsticks, 0.5)),
            new("the same, worst", loads.Max(static load => load.Paint), 500, "ms", "same, worst", yardsticks.Max()),
            new("of it the whole answer of the server, warm, median", Figure.Quantile(answers, 0.5), double.PositiveInfinity, "ms", "–", null),
            new("until the circuit is live, median", Figure.Quantile(loads.Select(static load => load.Live), 0.5), double.PositiveInfinity, "ms", "–", null),
            new("compressed HTML", loads.Max(static load => load.Html), 60, "KB", "uncompressed", html.Length / 1024.0),
            new("items in the first HTML", loads.Max(static load => load.Drawn), 60, "", "–", null),
            new("items in the document at most, while scrolled by the wheel to the end", scrolled.Most, 100, "", "–", null),
            new("the last item not reached by the wheel", scrolled.IsThere ? 0 : 1, 0, "", $"in {scrolled.Steps} steps of 800 px", null),
            new("from the top to the end in one jump, until the last item stands there", jumped ?? double.NaN, 1000, "ms", "–", null),
        ];
    }

    private static async Task<string> LargestAsync(Uri server)
    {
        using var answer = JsonDocument.Parse(await ServerProcess.Http.GetStringAsync(new Uri(server, "/api/v1/alerts?limit=500")));
        return answer.RootElement.EnumerateObject().First(static one => one.Value.ValueKind == JsonValueKind.Array).Value.EnumerateArray()
            .First(static group => group.ToString().Contains("Largest of all", StringComparison.Ordinal)).GetProperty("id").GetString()!;
    }
}
