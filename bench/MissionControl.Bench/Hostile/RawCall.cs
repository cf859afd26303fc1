using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MissionControl.Bench.Hostile;

/// <param name="Status"><see langword="null"/>: the connection ended without an answer.</param>
internal sealed record Answer(int? Status, string Head, string Body, bool IsOverdue)
{
    public string? Header(string name) => Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}

/// <summary>One request on a connection of its own, from a chosen address, written and read as bytes.</summary>
internal static class RawCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static async Task<Answer> SendAsync(IPAddress from, Uri to, byte[] bytes, bool isHead, Hold hold)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        var read = new List<byte>();
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, to.Port, deadline.Token);
            var sending = WriteAsync(socket, bytes, hold, deadline.Token);
            if (hold != Hold.Gone)
                await ReadAsync(socket, read, isHead, deadline.Token);
            await sending;
            return Parse(read, isOverdue: false);
        }
        catch (OperationCanceledException)
        {
            return Parse(read, isOverdue: true);
        }
        catch (SocketException)
        {
            // The server ended a connection that it had not read to the end.
            return Parse(read, isOverdue: false);
        }
    }

    private static async Task WriteAsync(Socket socket, byte[] bytes, Hold hold, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
            if (hold == Hold.HalfClosed)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Refused before it was all said; the answer may be there to read.
        }
    }

    private static async Task ReadAsync(Socket socket, List<byte> read, bool isHead, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (!IsWhole(read, isHead))
        {
            var got = await socket.ReceiveAsync(buffer, cancellationToken);
            if (got == 0)
                return;
            read.AddRange(buffer.AsSpan(0, got));
        }
    }

    private static bool IsWhole(List<byte> read, bool isHead)
    {
        var answer = Parse(read, isOverdue: false);
        if (answer.Status is not { } status)
            return false;
        // What is handed over or streamed has no end to wait for.
        if (isHead || status is 101 or 204 or 304 || answer.Header("Content-Type")?.StartsWith("text/event-stream", StringComparison.Ordinal) is true)
            return true;
        if (answer.Header("Content-Length") is { } length)
            return answer.Body.Length >= int.Parse(length);
        return answer.Header("Transfer-Encoding") is not null && answer.Body.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
    }

    private static Answer Parse(List<byte> read, bool isOverdue)
    {
        var text = Encoding.Latin1.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(read));
        while (text.StartsWith("HTTP/1.1 100", StringComparison.Ordinal) && text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var first)
            text = text[(first + 4)..];
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/1.", StringComparison.Ordinal))
            return new(null, "", text, isOverdue);
        return new(int.Parse(text.AsSpan(9, 3)), text[..end], text[(end + 4)..], isOverdue);
    }
}
