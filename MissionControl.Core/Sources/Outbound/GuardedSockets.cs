using System.Net;
using System.Net.Sockets;

namespace MissionControl.Core.Sources.Outbound;

/// <summary>
/// Connections to allowed addresses alone. The name is looked up here and the very address that was checked is connected to: a name
/// server that answers differently the second time gains nothing.
/// </summary>
internal static class GuardedSockets
{
    public static SocketsHttpHandler Create(Func<IPEndPoint, bool> allows, Func<string, CancellationToken, Task<IPAddress[]>> lookUp) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allows, lookUp, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Func<IPEndPoint, bool> allows, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, CancellationToken cancellationToken)
    {
        // The system's resolver throws for 0.0.0.0, which is this machine.
        var found = IPAddress.TryParse(target.Host, out var number) ? [number] : await lookUp(target.Host, cancellationToken);
        // One forbidden address among them is a name that plays tricks: the good ones are not tried either.
        if (found.Length == 0 || found.Any(address => !allows(new(address, target.Port))))
            throw new ForbiddenAddressException(found.Length == 0 ? "has no address" : "is not a public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Where a name leads may not be called.</summary>
internal sealed class ForbiddenAddressException : IOException
{
    public ForbiddenAddressException()
    {
    }

    public ForbiddenAddressException(string message)
        : base(message)
    {
    }

    public ForbiddenAddressException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
