using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace MissionControl.Bench.Alerts;

/// <summary>Sends the messages of a stream, one number after the other, to one address, and keeps what was answered.</summary>
internal sealed class AlertSender(HttpClient client, Uri address, Func<int, byte[]> write)
{
    private int _next;

    /// <summary>The messages that were answered 200.</summary>
    public ConcurrentQueue<int> Answered { get; } = [];

    /// <summary>So many messages each second, whether those before were answered or not; times count from when each was due.</summary>
    public async Task<Sent> AtRateAsync(double aSecond, TimeSpan length)
    {
        var (sent, results) = (new List<Task>(), new ConcurrentQueue<(int Status, double Took)>());
        var count = (int)(aSecond * length.TotalSeconds);
        var began = Stopwatch.GetTimestamp();
        while (sent.Count < count)
        {
            for (var due = TimeSpan.FromSeconds(sent.Count / aSecond); sent.Count < count && due <= Stopwatch.GetElapsedTime(began); due = TimeSpan.FromSeconds(sent.Count / aSecond))
            {
                var at = due;
                sent.Add(OneAsync(() => Stopwatch.GetElapsedTime(began) - at, results));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await Task.WhenAll(sent);
        return new([.. results], Stopwatch.GetElapsedTime(began));
    }

    /// <summary>So many at once, the next when one is answered.</summary>
    public async Task<Sent> AtOnceAsync(int many, TimeSpan length)
    {
        var results = new ConcurrentQueue<(int Status, double Took)>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, many).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                var start = Stopwatch.GetTimestamp();
                await OneAsync(() => Stopwatch.GetElapsedTime(start), results);
            }
        }));
        return new([.. results], Stopwatch.GetElapsedTime(began));
    }

    public static async Task<int> SendAsync(HttpClient client, Uri address, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await client.PostAsync(address, content, cancellationToken);
        return (int)answer.StatusCode;
    }

    private async Task OneAsync(Func<TimeSpan> took, ConcurrentQueue<(int Status, double Took)> results)
    {
        var message = Interlocked.Increment(ref _next) - 1;
        await Task.Yield();
        var status = await SendAsync(client, address, write(message), CancellationToken.None);
        results.Enqueue((status, took().TotalMilliseconds));
        if (status == 200)
            Answered.Enqueue(message);
    }
}

internal sealed record Sent(IReadOnlyList<(int Status, double Took)> Results, TimeSpan Took)
{
    /// <summary>Taken.</summary>
    public double AlertsASecond => Results.Count(static result => result.Status == 200) * AlertStream.InMessage / Took.TotalSeconds;

    public int Refused => Results.Count(static result => result.Status != 200);

    /// <summary>Of those that were taken, ms.</summary>
    public double Quantile(double share) => Figure.Quantile(Results.Where(static result => result.Status == 200).Select(static result => result.Took), share);
}
