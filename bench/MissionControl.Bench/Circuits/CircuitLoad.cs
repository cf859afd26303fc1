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
        var counted = await LoadAsync(counter.Address, "/memory", static batch => FindNumber(batch, 12), static (stamp, _) => Task.FromResult(stamp));
        await using var board = await ServerProcess.StartAsync(self, ["serve-board", "{url}"], ServerProcess.SaysYesAsync);
        var load = await LoadAsync(board.Address, "/bench/memory", FindVersion, PublishedAsync);
        return
        [
            new($"snapshot to client, p99 of {load.Latencies.Count} over {Boards} boards", Figure.Quantile(load.Latencies, 0.99), 1000, "ms", "stock counter page, p99", Figure.Quantile(counted.Latencies, 0.99)),
            new("the same, median", Figure.Quantile(load.Latencies, 0.5), 1000, "ms", "same, median", Figure.Quantile(counted.Latencies, 0.5)),
            new("process memory per circuit, none to 100", load.Resident, 300, "KB", "stock counter page", counted.Resident),
            new("process memory per further circuit, 100 to 200", load.Further, 300, "KB", "stock counter page", counted.Further),
            new("managed memory per circuit, none to 100", load.Managed, double.PositiveInfinity, "KB", "stock counter page", counted.Managed),
        ];
    }

    private static async Task<Load> LoadAsync(Uri address, string memory, Func<byte[], long?> find, Func<long, Uri, Task<long>> began)
    {
        var seen = new ConcurrentQueue<(long What, long At)>();
        var listening = false;
        var clients = new List<CircuitClient>();
        void Take(byte[] batch)
        {
            if (Volatile.Read(ref listening) && find(batch) is { } what)
                seen.Enqueue((what, Stopwatch.GetTimestamp()));
        }

        // One circuit first, so that what is loaded once is not counted a hundred times.
        await OpenAsync(1, address, Take, clients);
        var none = await MemoryAsync(address, memory);
        await OpenAsync(Boards, address, Take, clients);
        Volatile.Write(ref listening, true);
        await Task.Delay(Length, TimeProvider.System);
        Volatile.Write(ref listening, false);
        var hundred = await MemoryAsync(address, memory);
        var beginnings = new Dictionary<long, long>();
        foreach (var what in seen.Select(static item => item.What).Distinct())
            beginnings[what] = await began(what, address);
        // As many again: what each further circuit costs, without what the process grows by once (compiled code, pools).
        await OpenAsync(Boards, address, Take, clients);
        var twoHundred = await MemoryAsync(address, memory);
        foreach (var client in clients)
            await client.DisposeAsync();
        return new Load(
            (hundred.Resident - none.Resident) / Boards / 1024,
            (twoHundred.Resident - hundred.Resident) / Boards / 1024,
            (hundred.Managed - none.Managed) / Boards / 1024,
            [.. seen.Where(item => beginnings[item.What] > 0).Select(item => Stopwatch.GetElapsedTime(beginnings[item.What], item.At).TotalMilliseconds)]);
    }

    private static async Task OpenAsync(int count, Uri address, Action<byte[]> received, List<CircuitClient> clients)
    {
        for (var i = 0; i < count; i++)
        {
            var client = new CircuitClient(address, received);
            await client.OpenAsync(CancellationToken.None);
            clients.Add(client);
        }

        await Task.Delay(Settle, TimeProvider.System);
    }

    private sealed record Load(double Resident, double Further, double Managed, IReadOnlyList<double> Latencies);

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
