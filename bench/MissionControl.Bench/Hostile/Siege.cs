using System.Collections.Concurrent;
using System.Net;

namespace MissionControl.Bench.Hostile;

/// <summary>Sends attacks to a running app, from many addresses, and keeps what must not have happened.</summary>
internal sealed class Siege(Attacks attacks, Judge judge, Uri address)
{
    // Few enough that what was sent is answered before the next; addresses change before the limits of one are reached.
    private const int AtOnce = 8;
    private const int ByAddress = 12;

    public ConcurrentQueue<Finding> Findings { get; } = [];

    /// <summary>How often each status was answered; 0 is a connection that ended without.</summary>
    public ConcurrentDictionary<int, int> Statuses { get; } = [];

    /// <summary>The doors that somebody got through who may.</summary>
    public ConcurrentDictionary<string, int> Opened { get; } = [];

    public Task SendAsync(int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var attack = attacks.Make(number);
            var answer = await RawCall.SendAsync(From(number), address, attack.Bytes, attack.Method == "HEAD", attack.Hold);
            Statuses.AddOrUpdate(answer.Status ?? 0, 1, static (_, before) => before + 1);
            if (answer.Status is 101 or (>= 200 and < 300))
                Opened.AddOrUpdate(attack.Door.Address, 1, static (_, before) => before + 1);
            if (judge.Of(attack, answer) is { } finding)
                Findings.Enqueue(finding);
        });

    private static IPAddress From(int number) =>
        new([127, (byte)(1 + (number / ByAddress / 64_000 % 200)), (byte)(number / ByAddress / 250 % 256), (byte)(1 + (number / ByAddress % 250))]);
}
