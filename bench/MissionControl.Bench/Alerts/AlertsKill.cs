using System.Collections.Concurrent;
using System.Diagnostics;

namespace MissionControl.Bench.Alerts;

/// <summary>The app is killed again and again while alerts come in, and started over the same data; senders send again what was not answered.</summary>
internal static class AlertsKill
{
    private const int Senders = 4;
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var office = await AlertOffice.OpenAsync(place);
        var stream = new AlertStream(Options.Seed, TimeProvider.System.GetUtcNow().AddHours(-6));
        var moments = new Random(Options.Seed);
        ConcurrentQueue<int> answered = [];
        ConcurrentQueue<int> refused = [];
        var next = -1;
        Uri? address = null;
        using var client = office.Client();
        using var stopping = new CancellationTokenSource();

        async Task SendAsync()
        {
            while (!stopping.IsCancellationRequested)
            {
                var message = Interlocked.Increment(ref next);
                while (!await IsAnsweredAsync(message))
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                answered.Enqueue(message);
            }
        }

        async Task<bool> IsAnsweredAsync(int message)
        {
            try
            {
                if (Volatile.Read(ref address) is not { } now)
                    return false;
                var status = await AlertSender.SendAsync(client, new Uri(now, "/api/v1/alerts/alertmanager"), stream.Webhook(message), CancellationToken.None);
                if (status is not (200 or 503))
                    refused.Enqueue(status);
                return status == 200;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        List<double> starts = [];
        var sending = Enumerable.Range(0, Senders).Select(_ => SendAsync()).ToArray();
        for (var kill = 0; ; kill++)
        {
            var server = await ServerProcess.StartAsync(app, [.. place.Arguments, .. AlertOffice.Unlimited], static address => ServerProcess.SaysYesAsync(new Uri(address, "/healthz/live")));
            starts.Add(server.StartTook.TotalMilliseconds);
            var known = answered.Count;
            Volatile.Write(ref address, server.Address);
            if (kill == Options.Kills)
            {
                await stopping.CancelAsync();
                await Task.WhenAll(sending);
                await office.SettledAsync(_most);
                await server.DisposeAsync();
                break;
            }

            // From the first answer on amid working in and saving; every fifth moment from the start on, when nothing may be answered yet.
            for (var began = Stopwatch.GetTimestamp(); kill % 5 != 4 && answered.Count == known && Stopwatch.GetElapsedTime(began) < _most;)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await Task.Delay(TimeSpan.FromMilliseconds(moments.Next(0, 1500)), TimeProvider.System);
            Volatile.Write(ref address, null);
            await server.KillAsync();
            await Console.Error.WriteLineAsync($"kill {kill + 1} of {Options.Kills}: {answered.Count - known} messages answered since the start");
        }

        var audit = await office.AuditAsync(stream, answered);
        return
        [
            .. AlertIntake.Found(audit),
            new($"the journal is not whole after {Options.Kills} kills, seed {Options.Seed}", await IsWholeAsync(app, place) ? 0 : 1, 0, "", $"messages kept though their answer was lost, and so logged again: {audit.LoggedAgain}", null),
            new("answers other than 200 and 503", refused.Count, 0, "", $"messages answered: {answered.Count:#,0}", null),
            new("start over what was left behind, worst", starts.Max(), double.PositiveInfinity, "ms", "median", Figure.Quantile(starts, 0.5)),
        ];
    }

    private static async Task<bool> IsWholeAsync(string app, Workplace place)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in (string[])[app, "verify-journal", "--MissionControl:Data", place.Data])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
