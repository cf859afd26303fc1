using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MissionControl.Tests.Support.Browser;

/// <summary>A TCP relay in front of an app, to cut (connections break, new ones are refused service) or stall (nothing passes, nobody is told).</summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly CancellationTokenSource _leaving = new();
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _stalled;

    public CuttableLine(int port)
    {
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Cut()
    {
        _cut = true;
        while (_open.TryTake(out var client))
            client.Dispose();
    }

    public void Mend() => _cut = false;

    public void Stall() => _stalled = true;

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _leaving.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_leaving.Token);
                _open.Add(near);
                if (_cut)
                    near.Dispose();
                else
                    _ = RelayAsync(near);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using var far = new TcpClient();
        _open.Add(far);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _port, _leaving.Token);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream()), PassAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Cut, as asked.
        }

        near.Dispose();
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _leaving.Token) is var read and > 0)
            {
                if (!_stalled)
                    await to.WriteAsync(buffer.AsMemory(0, read), _leaving.Token);
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, as asked.
        }
    }
}
