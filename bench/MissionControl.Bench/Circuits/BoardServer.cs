using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Bench.Circuits;

/// <summary>The product's pages over a board that a driver fills: 24 tiles, half of them new every second.</summary>
internal static class BoardServer
{
    /// <summary>Versions start here, so that a client finds them in the bytes it is sent.</summary>
    public const long FirstVersion = 7_300_000;

    private const int Tiles = 24;

    public static async Task<int> RunAsync(string url)
    {
        var published = new ConcurrentDictionary<long, long>();
        var folder = Directory.CreateTempSubdirectory("mission-control-bench-");
        await using var app = MissionApp.Create(["--urls", url, "--MissionControl:Data", Path.Combine(folder.FullName, "data"), .. Workplace.Unlimited], builder =>
        {
            builder.Logging.ClearProviders();
            // There is no database to keep keys in.
            builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
            builder.Services.RemoveAll<IHostedService>();
            BenchPerson.Add(builder.Services);
        });
        app.MapGet("/bench/published/{version:long}", (long version) => published.TryGetValue(version, out var at) ? at : 0).OpenToAnyone("figures");
        app.MapGet("/bench/memory", static () => Memory.Settled()).OpenToAnyone("figures");
        var feed = app.Services.GetRequiredService<BoardFeed>();
        var driving = DriveAsync(feed, published, app.Lifetime.ApplicationStopping);
        await app.RunAsync();
        await driving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        folder.Delete(recursive: true);
        return 0;
    }

    private static async Task DriveAsync(BoardFeed feed, ConcurrentDictionary<long, long> published, CancellationToken stopping)
    {
        var bpms = Enumerable.Range(0, Tiles).Select(Bpm).ToArray();
        var definitions = Definitions.Empty with { Bpms = [.. bpms] };
        var tiles = bpms.Select(bpm => NewTile(bpm, FirstVersion, TimeProvider.System.GetUtcNow())).ToArray();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        for (var version = FirstVersion; ; version++)
        {
            var now = TimeProvider.System.GetUtcNow();
            for (var i = (int)(version % 2); i < Tiles; i += 2)
                tiles[i] = NewTile(bpms[i], version, now);
            var board = new BoardSnapshot
            {
                Version = version,
                At = now,
                Definitions = definitions,
                Verdict = new Verdict(VerdictLevel.AllCalm, "Every metric we can judge is where it is expected", [new("All 24 metrics are inside their bands")], now),
                Tiles = [.. tiles],
                Services = [],
            };
            published[version] = Stopwatch.GetTimestamp();
            feed.Publish(board);
            await timer.WaitForNextTickAsync(stopping);
        }
    }

    private static Tile NewTile(Bpm bpm, long version, DateTimeOffset now)
    {
        var noise = new Random(HashCode.Combine(bpm.Id, version));
        double Value() => 5000 + (200 * noise.NextDouble());
        var band = new Band(4900, 5100, 5300);
        return new Tile
        {
            Bpm = bpm,
            Version = version,
            State = TileState.Normal,
            Since = now,
            Latest = new Sample(now, Value()),
            Band = band,
            BandReason = "Compared with a Saturday around 02:00 over the last 5 weeks.",
            Recent = [.. Enumerable.Range(0, 180).Select(minute => new TilePoint(now.AddMinutes(minute - 179), Value(), band))],
            Usual = new UsualRange(4000, 6000),
        };
    }

    private static Bpm Bpm(int number) => new()
    {
        Id = $"bpm-{number}",
        Name = $"Metric number {number}",
        Means = "A number to measure by.",
        Kind = BpmKind.Rate,
        Source = "main",
        Query = new("q"),
        Unit = "/ hour",
        Owner = "team",
        Band = new BandPolicy.Learned(BandKind.Seasonal, 0.95),
    };
}
