using System.Collections.Concurrent;
using MissionControl.Bench.Alerts;

namespace MissionControl.Bench.Incidents;

/// <summary>Fifty write notes while the app is killed again and again; what was not answered is sent again under its key.</summary>
internal static class RoomKill
{
    private const int Writers = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        using var place = new Workplace();
        await using var office = await AlertOffice.OpenAsync(place);
        await SignedIn.AddAsync(app, place, "Responder");
        using var client = office.Client();
        var notes = new Notes(client);
        var moments = new Random(Options.Seed);
        using var stopping = new CancellationTokenSource();
        ConcurrentDictionary<int, int> confirmed = [];
        Uri? address = null;
        var number = 0;

        async Task WriteAsync(int writer)
        {
            for (var note = 0; !stopping.IsCancellationRequested; note++)
            {
                var key = Guid.NewGuid();
                while (Volatile.Read(ref address) is not { } now || await notes.WriteAsync(now, number, $"{writer}:{note}", key) != 200)
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                confirmed[writer] = note + 1;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        Task[] writing = [];
        IReadOnlyList<string> kept = [];
        for (var kill = 0; ; kill++)
        {
            var server = await ServerProcess.StartAsync(app, [.. place.Arguments, .. AlertOffice.Unlimited], static address => ServerProcess.SaysYesAsync(new Uri(address, "/healthz/live")));
            if (kill == 0)
            {
                number = await notes.DeclareAsync(server.Address, "Killed again and again");
                Volatile.Write(ref address, server.Address);
                writing = [.. Enumerable.Range(0, Writers).Select(WriteAsync)];
            }

            Volatile.Write(ref address, server.Address);
            await Task.Delay(TimeSpan.FromMilliseconds(moments.Next(200, 2500)), TimeProvider.System);
            if (kill == Options.Kills)
            {
                await stopping.CancelAsync();
                await Task.WhenAll(writing);
                while (await SignedIn.AskAsync(new Uri(server.Address, "/api/v1/board")) is null)
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                kept = await Notes.ReadAsync(server.Address, number);
                await server.DisposeAsync();
                break;
            }

            Volatile.Write(ref address, null);
            await server.KillAsync();
            await Console.Error.WriteLineAsync($"kill {kill + 1} of {Options.Kills}: {confirmed.Values.Sum():#,0} notes confirmed");
        }

        var all = confirmed.SelectMany(static writer => Enumerable.Range(0, writer.Value).Select(note => $"{writer.Key}:{note}")).ToArray();
        var disordered = kept.GroupBy(static text => text.Split(':')[0]).Count(static mine => !mine.Select(static text => int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).SequenceEqual(Enumerable.Range(0, mine.Count())));
        return
        [
            new($"of {all.Length:#,0} confirmed notes of {Writers} writers not there after {Options.Kills} kills, seed {Options.Seed}", all.Except(kept).Count(), 0, "", "–", null),
            new("there more than once", kept.Count - kept.Distinct().Count(), 0, "", "–", null),
            new("writers whose notes are not in their order", disordered, 0, "", "–", null),
        ];
    }
}
