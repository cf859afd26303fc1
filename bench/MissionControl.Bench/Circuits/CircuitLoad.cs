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
            new("process memory per circuit, from the 101st to the 200th", load.Warm.Resident, 300, "KB", "stock counter page", counted.Warm.Resident),
            new("managed memory of it", load.Warm.Managed, double.PositiveInfinity, "KB", "stock counter page", counted.Warm.Managed),
            new("process memory per circuit, from the 2nd to the 101st: with all the process grows by once", load.Cold.Resident, double.PositiveInfinity, "KB", "stock counter page", counted.Cold.Resident),
            new("managed memory of it", load.Cold.Managed, double.PositiveInfinity, "KB", "stock counter page", counted.Cold.Managed),
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

        await OpenAsync(1, address, Take, clients);
        var one = await MemoryAsync(address, memory);
        await OpenAsync(Boards, address, Take, clients);
        Volatile.Write(ref listening, true);
        await Task.Delay(Length, TimeProvider.System);
        Volatile.Write(ref listening, false);
        var hundred = await MemoryAsync(address, memory);
        var beginnings = new Dictionary<long, long>();
        foreach (var what in seen.Select(static item => item.What).Distinct())
            beginnings[what] = await began(what, address);
        // The first hundred stay open, so that the others find nothing freed to move into; and they work as long as those did.
        await OpenAsync(Boards, address, Take, clients);
        await Task.Delay(Length, TimeProvider.System);
        var twoHundred = await MemoryAsync(address, memory);
        foreach (var client in clients)
            await client.DisposeAsync();
        return new Load(
            one.Each(hundred),
            hundred.Each(twoHundred),
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

    private sealed record Load(Footprint Cold, Footprint Warm, IReadOnlyList<double> Latencies);

    private sealed record Footprint(double Resident, double Managed)
    {
        /// <summary>What each circuit opened since takes, in KB.</summary>
        public Footprint Each(Footprint later) => new((later.Resident - Resident) / Boards / 1024, (later.Managed - Managed) / Boards / 1024);
    }

    private static async Task<Footprint> MemoryAsync(Uri address, string path)
    {
        var words = (await ServerProcess.Http.GetStringAsync(new Uri(address, path))).Split(' ');
        return new(double.Parse(words[0]), double.Parse(words[1]));
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
