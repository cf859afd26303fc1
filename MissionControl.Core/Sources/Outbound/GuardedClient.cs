using System.Net;

namespace MissionControl.Core.Sources.Outbound;

/// <summary>
/// Calls addresses that people typed in, such as webhooks: public ones only, checked when it connects, every redirect like the first
/// address, within time and size. Thread-safe. Never throws for what the outside does.
/// </summary>
public sealed class GuardedClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly OutboundOptions _options;
    private readonly TimeProvider _clock;

    public GuardedClient(OutboundOptions options, TimeProvider clock)
        : this(options, clock, static end => PublicAddresses.Contain(end.Address), static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    /// <param name="allows">Which addresses may be connected to; tests allow one listener of their own.</param>
    internal GuardedClient(OutboundOptions options, TimeProvider clock, Func<IPEndPoint, bool> allows, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
    {
        _options = options;
        _clock = clock;
        _http = new HttpClient(GuardedSockets.Create(allows, lookUp)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>For addresses that somebody vouched for, inside as well as outside: those that the catalog declares. Everything else holds as ever.</summary>
    internal static GuardedClient ToAnywhere(OutboundOptions options, TimeProvider clock) =>
        new(options, clock, static _ => true, static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));

    /// <summary>May the address be typed in at all? What its name leads to is checked with each call. <see langword="null"/>: yes; else why not.</summary>
    public static string? Objection(Uri address) =>
        ObjectionToForm(address)
        ?? (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !PublicAddresses.Contain(ip) ? "must be a public address" : null);

    private static string? ObjectionToForm(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "must begin with https:// or http://";
        return address.UserInfo.Length > 0 ? "must not hold a name or password before the host" : null;
    }

    /// <param name="make">The request without its address; asked once for each hop. After a redirect with 303, or from a POST with 301 or 302, nothing is sent on: the call ends there.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<OutboundAnswer> SendAsync(Uri address, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await FollowAsync(address, make, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OutboundAnswer.Refused(OutboundRefusal.TooSlow, $"{address.Host} took longer than {_options.Timeout.TotalSeconds:0} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            return exception is ForbiddenAddressException || exception.InnerException is ForbiddenAddressException
                ? OutboundAnswer.Refused(OutboundRefusal.Forbidden, $"{address.Host} leads to an address that is not public, or to none")
                : OutboundAnswer.Refused(OutboundRefusal.Unreachable, $"{address.Host} does not answer as it should");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<OutboundAnswer> FollowAsync(Uri address, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var first = address.Authority;
        for (var hop = 0; ; hop++)
        {
            // Whether it is public is decided where it connects, numbers and names alike.
            if (ObjectionToForm(address) is { } objection)
                return OutboundAnswer.Refused(OutboundRefusal.Forbidden, $"The address {objection}");
            using var request = make();
            request.RequestUri = address;
            // Tokens and signatures for the first host are none of another one's business.
            if (address.Authority != first)
                request.Headers.Clear();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (NextHop(address, request.Method, response) is not { } next)
                return await ReadAsync(address, response, cancellationToken);
            if (hop == _options.MostRedirects || (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps))
                return OutboundAnswer.Refused(OutboundRefusal.SentOn, $"{address.Host} sends us on {(hop == _options.MostRedirects ? "too often" : "to where it is not encrypted")}");
            address = next;
        }
    }

    // 307 and 308 keep what is sent; the others would turn it into a GET, which no webhook wants.
    private static Uri? NextHop(Uri from, HttpMethod method, HttpResponseMessage response)
    {
        var follows = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            || (method == HttpMethod.Get && response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther);
        return follows && Uri.TryCreate(from, response.Headers.Location, out var next) ? next : null;
    }

    private async Task<OutboundAnswer> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        // One more than allowed tells that there is more.
        var buffer = new byte[_options.MostBytes + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read == buffer.Length
            ? OutboundAnswer.Refused(OutboundRefusal.TooLarge, $"{address.Host} answers with more than {_options.MostBytes} bytes")
            : new(response.StatusCode, [.. buffer.AsSpan(0, read)], null, "") { RetryAfter = RetryAfter(response) };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date is { } date ? date - _clock.GetUtcNow() : null);
        return asked > TimeSpan.Zero ? asked : null;
    }
}
