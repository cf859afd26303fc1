using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MissionControl.Web.Hosting;

/// <summary>How much of a request is taken at all. Whatever asks for more than the least says so at its endpoint.</summary>
public static class RequestLimits
{
    /// <summary>Bytes of a body where an endpoint says nothing else: a form, and no more.</summary>
    public const int UsualBody = 64 * 1024;

    /// <summary>Bytes of a body at the endpoints that take what machines send.</summary>
    public const int IntakeBody = 1024 * 1024;

    /// <summary>How deep JSON may be nested, in bodies.</summary>
    public const int JsonDepth = 16;

    internal static void OfTheServer(KestrelServerOptions server)
    {
        // Strangers need not know what serves them.
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = UsualBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        // Slower than that over five seconds is nobody who means it; the server's own usual value, said here because it matters.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
