using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MissionControl.Bench.StatusPages;

/// <summary>A mail server on 127.0.0.1 that takes everything and keeps who it was for, and when.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public MailSink()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By address: how many, and when the first came.</summary>
    public ConcurrentDictionary<string, (int Count, long At)> Taken { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await WriteAsync(stream, "220 sink");
                var to = "";
                while (await reader.ReadLineAsync(_end.Token) is { } line)
                {
                    if (line.StartsWith("RCPT TO:<", StringComparison.Ordinal))
                        to = line[9..^1];
                    if (line != "DATA")
                    {
                        await WriteAsync(stream, line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-sink\r\n250 8BITMIME" : "250 fine");
                        continue;
                    }

                    await WriteAsync(stream, "354 go ahead");
                    while (await reader.ReadLineAsync(_end.Token) is { } text && text != ".")
                    {
                    }

                    var now = TimeProvider.System.GetTimestamp();
                    Taken.AddOrUpdate(to, (1, now), static (_, before) => before with { Count = before.Count + 1 });
                    await WriteAsync(stream, "250 taken");
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The caller went away, or the bench ends.
            }
        }
    }

    private Task WriteAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _end.Token).AsTask();
}
