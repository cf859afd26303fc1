using System.Diagnostics;
using MissionControl.Bench.Hostile;

namespace MissionControl.Bench;

/// <summary>
/// The first byte of the board for somebody with a session, beside the same board of the same process for a request that nobody asks who it
/// is. In turns, on one connection that is kept, so that both have the same weather.
/// </summary>
internal static class AuthCost
{
    private const int Rounds = 300;
    private const double Limit = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await place.WriteCatalogAsync("demo: { seed: 7 }", 40, static number => $"    kind: rate\n    query: q{number}\n    unit: / hour\n");
        await SignedIn.AddAsync(app, place);
        await using var server = await ServerProcess.StartAsync(typeof(AuthCost).Assembly.Location, ["serve-app", .. place.Arguments], HasTilesAsync);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Address };
        var cookie = await Cast.SignInAsync(client, SignedIn.Email, SignedIn.Password);
        var (nobody, remembered, anew) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -Rounds / 3; round < Rounds; round++)
        {
            var isWarm = round >= 0;
            Keep(nobody, await FirstByteAsync(client, AppServer.Unchecked, "yes"), isWarm);
            await client.GetStringAsync(new Uri("/bench/forget", UriKind.Relative));
            Keep(anew, await FirstByteAsync(client, "Cookie", cookie), isWarm);
            Keep(remembered, await FirstByteAsync(client, "Cookie", cookie), isWarm);
        }

        double Cost(List<double> times, double share) => Figure.Quantile(times, share) - Figure.Quantile(nobody, share);
        return
        [
            new($"authentication's part of the board's first byte, session read from the database, median of {Rounds}", Cost(anew, 0.5), Limit, "ms", "first byte of the same board without asking who it is", Figure.Quantile(nobody, 0.5)),
            new("the same, p95", Cost(anew, 0.95), Limit, "ms", "same, p95", Figure.Quantile(nobody, 0.95)),
            new("the same, session remembered from less than 3 s ago, median", Cost(remembered, 0.5), Limit, "ms", "same, median", Figure.Quantile(nobody, 0.5)),
        ];
    }

    private static void Keep(List<double> times, double time, bool isWarm)
    {
        if (isWarm)
            times.Add(time);
    }

    private static async Task<double> FirstByteAsync(HttpClient client, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add(header, value);
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode != System.Net.HttpStatusCode.OK || !(await answer.Content.ReadAsStringAsync()).Contains("Metric number 39", StringComparison.Ordinal))
            throw new InvalidOperationException($"{header}: no board but {(int)answer.StatusCode}");
        return took;
    }

    private static async Task<bool> HasTilesAsync(Uri address) => (await SignedIn.AskAsync(new Uri(address, "/api/v1/board")))?.Split("\"lower\":").Length > 40;
}
