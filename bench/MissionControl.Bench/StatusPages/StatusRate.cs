namespace MissionControl.Bench.StatusPages;

/// <summary>The public page in a process of its own, beside nginx with the same bytes in a file; then at half of the most that it served.</summary>
internal static class StatusRate
{
    private const int Rounds = 7;
    private const int Connections = 64;

    // Until its hot methods are compiled for good.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        Directory.CreateDirectory(place.Data);
        using var shown = new PublicPlace(place);
        await using var server = await shown.ServeAsync(app);
        var page = new Uri(server.Address, "/status");
        var bytes = await CompressedAsync(page);
        var warm = await Wrk.RunAsync(page, WarmUp);
        List<double> ours = [], theirs = [];
        var failed = warm.Failed;
        await using var nginx = NginxProcess.IsHere ? await NginxProcess.StartAsync(place, bytes) : null;
        for (var round = 0; round < Rounds; round++)
        {
            var load = await Wrk.RunAsync(page, Round);
            ours.Add(load.PerSecond);
            failed += load.Failed;
            if (nginx is not null)
                theirs.Add((await Wrk.RunAsync(nginx.Address, Round)).PerSecond);
        }

        var (rate, yardstick) = (Figure.Quantile(ours, 0.5), theirs.Count == 0 ? (double?)null : Figure.Quantile(theirs, 0.5));
        using var client = new SteadyClient(page, Connections);
        // The client's own loop is compiled meanwhile: what holds it up would count as the server's.
        client.Run(rate / 2, WarmUp / 4);
        var (times, wrong) = client.Run(rate / 2, Steady);
        return
        [
            new("page of 12 components, compressed", bytes.Length / 1024.0, 14, "KB", "–", null),
            new($"requests a second that nginx serves for one of ours, median of {Rounds} interleaved rounds", (yardstick ?? double.NaN) / rate, 1.25, "", "–", null),
            new("requests a second", rate, double.PositiveInfinity, "", "nginx, the same bytes in a file", yardstick),
            new($"p99 of an answer at half of that, open loop, {times.Count + wrong:#,0} requests", Figure.Quantile(times, 0.99), 5, "ms", "median", Figure.Quantile(times, 0.5)),
            new("of all these, failed", failed + wrong, 0, "", "–", null),
        ];
    }

    private static async Task<byte[]> CompressedAsync(Uri page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await ServerProcess.Http.SendAsync(request);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
