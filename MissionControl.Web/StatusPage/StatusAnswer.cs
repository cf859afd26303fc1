using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.StatusPage;

/// <summary>An answer, ready to go out as it is: plain, gzip and brotli. Immutable, so that any number of requests may send it at once.</summary>
internal sealed class StatusAnswer
{
    private readonly Coded _plain;
    private readonly Coded _gzip;
    private readonly Coded _brotli;
    private readonly StringValues _contentType;
    private readonly StringValues _policy;
    private readonly bool _isForOthers;
    private readonly int _code;

    private StatusAnswer(byte[] body, StatusBody of, CompressionLevel level)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        _plain = new(body, default, $"\"{tag}\"");
        _gzip = new(Compress(body, stream => new GZipStream(stream, level)), "gzip", $"\"{tag}-gz\"");
        _brotli = new(Compress(body, stream => new BrotliStream(stream, level)), "br", $"\"{tag}-br\"");
        (_contentType, _policy, _isForOthers, _code) = (of.ContentType, of.Policy ?? "default-src 'none'", of.IsForOthers, of.Code);
    }

    public ReadOnlyMemory<byte> Body => _plain.Bytes;

    /// <summary>Of it uncompressed.</summary>
    public string Tag => _plain.Tag.ToString();

    /// <summary>Bytes of all its forms.</summary>
    public long Length => _plain.Bytes.Length + _gzip.Bytes.Length + _brotli.Bytes.Length;

    public int CompressedLength => _brotli.Bytes.Length;

    /// <summary>Compressed well: what is sent often. Not as well as can be: that would take a fifth of a second for a tenth of the bytes.</summary>
    public static StatusAnswer Best(byte[] body, StatusBody of) => new(body, of, CompressionLevel.Optimal);

    /// <summary>Compressed fast: what somebody asked for just now.</summary>
    public static StatusAnswer Quick(byte[] body, StatusBody of) => new(body, of, CompressionLevel.Fastest);

    /// <summary>Has whoever asks this one already, by what they say?</summary>
    public bool IsKnownTo(HttpRequest request) => IsKnown(request.Headers.IfNoneMatch, Choose(request.Headers.AcceptEncoding).Tag.ToString());

    /// <param name="isStrict">Are browsers told to come back encrypted only?</param>
    /// <param name="isKept">May whoever stands between keep it for others? Not what was waited for: served from there it would come at once, and be asked for again at once.</param>
    public Task SendAsync(HttpContext context, bool isStrict, bool isKept = true)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        SecurityHeaders.Add(context, isStrict);
        headers.ContentSecurityPolicy = _policy;
        headers.CacheControl = isKept && _code == StatusCodes.Status200OK ? Keeping : Forgetting;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (_isForOthers)
        {
            headers.AccessControlAllowOrigin = "*";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }

        var coded = Choose(request.Headers.AcceptEncoding);
        headers.ETag = coded.Tag;
        if (_code == StatusCodes.Status200OK && IsKnown(request.Headers.IfNoneMatch, coded.Tag.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = _code;
        headers.ContentType = _contentType;
        if (coded.Encoding.Count > 0)
            headers.ContentEncoding = coded.Encoding;
        response.ContentLength = coded.Bytes.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(coded.Bytes).AsTask();
    }

    // As fresh as the page is made; whoever stands between may serve an older one while it fetches, and a day long when we are gone.
    private static readonly StringValues Keeping = "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400";
    private static readonly StringValues Forgetting = "no-store";

    private Coded Choose(StringValues accepted)
    {
        var text = accepted.Count == 0 ? "" : accepted.ToString();
        return Takes(text, "br") ? _brotli : Takes(text, "gzip") ? _gzip : _plain;
    }

    /// <summary>Is it named, and not with <c>q=0</c>?</summary>
    internal static bool Takes(ReadOnlySpan<char> accepted, ReadOnlySpan<char> encoding)
    {
        foreach (var range in accepted.Split(','))
        {
            var one = accepted[range].Trim();
            var end = one.IndexOf(';');
            if ((end < 0 ? one : one[..end]).Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return end < 0 || one[(end + 1)..].Trim() is not ("q=0" or "q=0.0" or "q=0.00" or "q=0.000");
        }

        return false;
    }

    private static bool IsKnown(StringValues known, string tag)
    {
        foreach (var list in known)
            if (list is not null)
                foreach (var range in list.AsSpan().Split(','))
                    if (list.AsSpan()[range].Trim() is var one && (one is "*" || (one.StartsWith("W/", StringComparison.Ordinal) ? one[2..] : one).SequenceEqual(tag)))
                        return true;
        return false;
    }

    private static byte[] Compress(byte[] body, Func<Stream, Stream> by)
    {
        using var compressed = new MemoryStream();
        using (var stream = by(compressed))
            stream.Write(body);
        return compressed.ToArray();
    }

    private sealed record Coded(byte[] Bytes, StringValues Encoding, StringValues Tag);
}

/// <summary>What an answer is besides its bytes.</summary>
/// <param name="Policy">The content security policy; <see langword="null"/>: nothing may be loaded or run.</param>
/// <param name="IsForOthers">Pages of others may read it or show it.</param>
internal sealed record StatusBody(string ContentType, string? Policy, bool IsForOthers, int Code = StatusCodes.Status200OK);
