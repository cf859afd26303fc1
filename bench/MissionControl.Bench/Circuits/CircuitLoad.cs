using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace MissionControl.Bench.Circuits;

/// <summary>100 open boards of 24 tiles, half of them changing every second. Beside it: the stock template's counter page, pushed every second.</summary>
internal static class CircuitLoad
{
    private const int Boards = 100;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> RunAsync(string app)
    {
        var self = typeof(CircuitLoad).Assembly.Location;
        await using var counter = await ServerProcess.StartAsync(self, ["serve-counter", "{url}"], ServerProcess.SaysYesAsync);
        var (counterResident, counterManaged, counterPushes) = await LoadAsync(counter.Address, "/memory", static batch => FindNumber(batch, 12), static (stamp, _) => Task.FromResult(stamp));
        await using var board = await ServerProcess.StartAsync(self, ["serve-board", "{url}"], ServerProcess.SaysYesAsync);
        var (resident, managed, pushes) = await LoadAsync(board.Address, "/bench/memory", FindVersion, PublishedAsync);
        return
        [
            new($"snapshot to client, p99 of {pushes.Count} over {Boards} boards", Figure.Quantile(pushes, 0.99), 1000, "ms", "stock counter page, p99", Figure.Quantile(counterPushes, 0.99)),
            new("the same, median", Figure.Quantile(pushes, 0.5), 1000, "ms", "same, median", Figure.Quantile(counterPushes, 0.5)),
            new("process memory per circuit", resident / 1024.0, 300, "KB", "stock counter page", counterResident / 1024.0),
            new("managed memory per circuit", managed / 1024.0, double.PositiveInfinity, "KB", "stock counter page", counterManaged / 1024.0),
        ];
    }

    private static async Task<(double Resident, double Managed, IReadOnlyList<double> Latencies)> LoadAsync(Uri address, string memory, Func<byte[], long?> find, Func<long, Uri, Task<long>> began)
    {
        // One circuit first, so that what is loaded once is not counted a hundred times.
        await using (var first = new CircuitClient(address, static _ => { }))
        {
            await first.OpenAsync(CancellationToken.None);
            await Task.Delay(Settle / 3, TimeProvider.System);
        }

        var before = await MemoryAsync(address, memory);
        var seen = new ConcurrentQueue<(long What, long At)>();
        var listening = false;
        var clients = new List<CircuitClient>();
        for (var i = 0; i < Boards; i++)
        {
            var client = new CircuitClient(address, batch =>
            {
                if (Volatile.Read(ref listening) && find(batch) is { } what)
                    seen.Enqueue((what, Stopwatch.GetTimestamp()));
            });
            await client.OpenAsync(CancellationToken.None);
            clients.Add(client);
        }

        await Task.Delay(Settle, TimeProvider.System);
        Volatile.Write(ref listening, true);
        await Task.Delay(Length, TimeProvider.System);
        Volatile.Write(ref listening, false);
        var after = await MemoryAsync(address, memory);
        var beginnings = new Dictionary<long, long>();
        foreach (var what in seen.Select(static item => item.What).Distinct())
            beginnings[what] = await began(what, address);
        foreach (var client in clients)
            await client.DisposeAsync();
        return ((after.Resident - before.Resident) / Boards, (after.Managed - before.Managed) / Boards,
            [.. seen.Where(item => beginnings[item.What] > 0).Select(item => Stopwatch.GetElapsedTime(beginnings[item.What], item.At).TotalMilliseconds)]);
    }

    private static async Task<(double Resident, double Managed)> MemoryAsync(Uri address, string path)
    {
        var words = (await ServerProcess.Http.GetStringAsync(new Uri(address, path))).Split(' ');
        return (double.Parse(words[0]), double.Parse(words[1]));
    }

    private static async Task<long> PublishedAsync(long version, Uri address) =>
        long.Parse(await ServerProcess.Http.GetStringAsync(new Uri(address, $"/bench/published/{version}")));

    private static long? FindVersion(byte[] batch)
    {
        var text = Encoding.ASCII.GetBytes((BoardServer.FirstVersion / 1000).ToString());
        var at = batch.AsSpan().LastIndexOf(text);
        return at >= 0 && at + 7 <= batch.Length && long.TryParse(Encoding.ASCII.GetString(batch, at, 7), out var version) ? version : null;
    }

    /// <summary>The last run of at least that many digits.</summary>
    private static long? FindNumber(byte[] batch, int digits)
    {
        for (var end = batch.Length; end > 0; end--)
        {
            var begin = end;
            while (begin > 0 && batch[begin - 1] is >= (byte)'0' and <= (byte)'9')
                begin--;
            if (end - begin >= digits)
                return long.Parse(Encoding.ASCII.GetString(batch, begin, end - begin));
            end = begin < end ? begin + 1 : end;
        }

        return null;
    }
}
