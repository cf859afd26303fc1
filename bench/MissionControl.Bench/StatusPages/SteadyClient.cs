using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MissionControl.Bench.StatusPages;

/// <summary>
/// Asks at a steady rate whatever the server does (open loop), over connections that stay open, in one thread. A time counts from the moment a
/// request was due, so that one that waits for a connection counts in full.
/// </summary>
internal sealed class SteadyClient : IDisposable
{
    private static readonly byte[] _end = "\r\n\r\n"u8.ToArray();
    private readonly Line[] _lines;
    private readonly byte[] _request;

    public SteadyClient(Uri address, int connections)
    {
        _request = Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept-Encoding: br\r\n\r\n");
        _lines = [.. Enumerable.Range(0, connections).Select(_ => new Line(new(IPAddress.Parse(address.Host), address.Port)))];
    }

    public void Dispose()
    {
        foreach (var line in _lines)
            line.Socket.Dispose();
    }

    /// <returns>Milliseconds of each answer, and how many were none with 200.</returns>
    public (List<double> Times, int Failed) Run(double perSecond, TimeSpan length)
    {
        var (count, sent, answered, failed) = ((int)(perSecond * length.TotalSeconds), 0, 0, 0);
        var times = new List<double>(count);
        var began = Stopwatch.GetTimestamp();
        double Elapsed() => Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        while (answered + failed < count)
        {
            var due = Math.Min(count, (int)(Elapsed() * perSecond / 1000) + 1);
            foreach (var line in _lines)
            {
                if (line.Due is { } asked)
                {
                    if (line.Receive() is not { } isGood)
                        continue;
                    if (isGood)
                        times.Add(Elapsed() - asked);
                    answered += isGood ? 1 : 0;
                    failed += isGood ? 0 : 1;
                }

                if (sent >= due)
                    continue;
                line.Send(_request, sent * 1000 / perSecond);
                sent++;
            }
        }

        return (times, failed);
    }

    private sealed class Line
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _filled;

        public Line(IPEndPoint server)
        {
            Socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(server);
            Socket.Blocking = false;
        }

        public Socket Socket { get; }

        /// <summary>When what it waits for was due; <see langword="null"/>: it is free.</summary>
        public double? Due { get; private set; }

        public void Send(byte[] request, double due)
        {
            (Due, _filled) = (due, 0);
            if (Socket.Send(request) != request.Length)
                throw new InvalidOperationException("A request does not fit into an empty line.");
        }

        /// <returns><see langword="null"/>: not all of it is there.</returns>
        public bool? Receive()
        {
            var read = Socket.Receive(_buffer.AsSpan(_filled), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return null;
            if (error != SocketError.Success || read == 0)
                throw new InvalidOperationException($"The server ended a connection: {error}");
            _filled += read;
            var head = _buffer.AsSpan(0, _filled).IndexOf(_end);
            if (head < 0 || _filled < head + _end.Length + LengthIn(_buffer.AsSpan(0, head)))
                return null;
            Due = null;
            return _buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8);
        }

        private static int LengthIn(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? length : throw new InvalidOperationException("An answer without a length.");
        }
    }
}
