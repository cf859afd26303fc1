using System.Text.Json;

namespace MissionControl.Bench;

/// <summary>200 BPMs whose source does not answer: how long from the start of the process to a board with bands, from the database alone.</summary>
internal static class Restart
{
    private const int Bpms = 200;
    private const int Runs = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var fake = await FakePrometheus.StartAsync();
        await place.WriteCatalogAsync($"prometheus: {{ url: \"{fake.Address}\", concurrency: 8 }}", Bpms, static i => $"    kind: rate\n    query: q{i}\n    unit: / hour\n");
        await SignedIn.AddAsync(app, place);
        await using (await ServerProcess.StartAsync(app, place.Arguments, HasBandsAsync))
            // What has been shown is saved every five seconds, and at the end.
            await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System);
        fake.Hangs = true;

        var times = new List<double>();
        var yardsticks = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await using (var server = await ServerProcess.StartAsync(app, place.Arguments, HasBandsAsync))
                times.Add(server.StartTook.TotalMilliseconds);
            await using (var plain = await ServerProcess.StartAsync(typeof(Restart).Assembly.Location, ["serve-plain", "{url}"], ServerProcess.SaysYesAsync))
                yardsticks.Add(plain.StartTook.TotalMilliseconds);
        }

        return [new($"restart to a board with bands, {Bpms} BPMs, source silent, median of {Runs}", Figure.Quantile(times, 0.5), 3000, "ms", "least server's start to its first answer", Figure.Quantile(yardsticks, 0.5))];
    }

    private static async Task<bool> HasBandsAsync(Uri address)
    {
        if (await SignedIn.AskAsync(new Uri(address, "/api/v1/board")) is not { } answer)
            return false;
        using var board = JsonDocument.Parse(answer);
        var tiles = board.RootElement.GetProperty("tiles");
        return tiles.GetArrayLength() == Bpms && tiles.EnumerateArray().Count(static tile => tile.GetProperty("lower").ValueKind == JsonValueKind.Number) >= Bpms * 0.95;
    }
}
