using System.Text;

namespace MissionControl.Bench.Hostile;

/// <summary>Headers, framing and handshakes that nobody honest sends.</summary>
internal static class Heads
{
    private static readonly string[] ContentTypes = ["text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=" + "b", "multipart/form-data; boundary=\"" + "x", "application/x-www-form-urlencoded", "application/json; charset=utf-7", "application/json; charset=nonsense", "application/json;;;", "*/*", "application/problem+json", "; ;", "application/vnd.a+json"];

    public static void Spoil(Random random, Draft draft)
    {
        switch (random.Next(13))
        {
            case 0:
                draft.Headers.Add(new("X-Long", new string('x', random.Next(15_000, 40_000))));
                break;
            case 1:
                for (var number = random.Next(20, 120); number > 0; number--)
                    draft.Headers.Add(new($"X-Many-{number}", "x"));
                break;
            case 2:
                draft.Headers.Add(new("X-Split", "a\r\nX-Injected: yes\r\nCookie: __Host-mission=x"));
                break;
            case 3:
                draft.Set("Host", ((string[])["evil.example", "", "127.0.0.1:99999", "[::1", "a b", "localhost, evil", "xn--\u00e9", new string('h', 5000)])[random.Next(8)]);
                break;
            case 4:
                foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Forwarded"])
                    draft.Headers.Add(new(name, ((string[])["127.0.0.1", "::1", "evil.example", "https", "/people", "DELETE", "for=127.0.0.1;host=evil"])[random.Next(7)]));
                break;
            case 5:
                draft.Headers.Add(draft.Headers[random.Next(draft.Headers.Count)]);
                break;
            case 6:
                draft.Headers.Add(new(((string[])["X Bad", "", "X\0Y", "X:Y", "\u00e9", " X"])[random.Next(6)], "value"));
                break;
            case 7:
                draft.Headers.Add(new(((string[])["If-None-Match", "If-Modified-Since", "Range", "Accept", "Accept-Encoding", "Accept-Language", "User-Agent", "Referer", "Traceparent"])[random.Next(9)], Line(Bodies.Text(random))));
                break;
            case 8:
                draft.Headers.Add(new("Cookie", string.Join("; ", Enumerable.Range(0, random.Next(1, 60)).Select(_ => $"c{random.Next(100)}={Line(Bodies.Text(random))}"))[..]));
                break;
            case 9:
                draft.Set("Content-Type", ContentTypes[random.Next(ContentTypes.Length)]);
                break;
            case 10:
                draft.Headers.Add(new("Content-Encoding", ((string[])["gzip", "deflate", "br", "gzip, gzip", "identity", "nonsense"])[random.Next(6)]));
                if (draft.Method == "POST")
                    draft.Body = Bodies.Bomb;
                break;
            case 11:
                draft.Headers.Add(new("Expect", random.Next(2) == 0 ? "100-continue" : "wonders"));
                break;
            default:
                draft.Set("Accept", "text/html");
                draft.Headers.Add(new("Range", "bytes=0-18446744073709551615"));
                break;
        }
    }

    public static void SpoilFraming(Random random, Draft draft)
    {
        switch (random.Next(9))
        {
            case 0:
                (draft.Body, draft.SaysLength, draft.Hold) = (draft.Body ?? "{}"u8.ToArray(), random.Next(100, 60_000).ToString(), Hold.HalfClosed);
                break;
            case 1:
                draft.SaysLength = ((string[])["-1", "99999999999999999999", "1e3", "0x10", "10, 10", ""])[random.Next(6)];
                break;
            case 2:
                (draft.IsChunked, draft.Body) = (true, draft.Body ?? "{}"u8.ToArray());
                draft.Headers.Add(new("Content-Length", "3"));
                break;
            case 3:
                draft.Headers.Add(new("Transfer-Encoding", ((string[])["gzip", "chunked, identity", "xchunked", "chunked\t"])[random.Next(4)]));
                draft.Body = "zz\r\nnot a chunk"u8.ToArray();
                draft.Hold = Hold.HalfClosed;
                break;
            case 4:
                draft.Version = ((string[])["HTTP/0.9", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "", "HTTP/1.1 more", "ICY"])[random.Next(7)];
                break;
            case 5:
                (draft.LineEnd, draft.Hold) = (random.Next(2) == 0 ? "\n" : "\r", Hold.HalfClosed);
                break;
            case 6:
                draft.Path = ((string[])["", "no-slash", "/a b", "/\u0001", "/\u00ff\u00fe", "http://", "://", "/\0"])[random.Next(8)];
                break;
            case 7:
                draft.Hold = Hold.Gone;
                break;
            default:
                draft.Headers.Add(new("Transfer-Encoding", "chunked"));
                draft.Body = Encoding.ASCII.GetBytes($"{long.MaxValue:x}\r\n{{}}\r\n0\r\n\r\n");
                draft.SaysLength = null;
                draft.Hold = Hold.HalfClosed;
                break;
        }
    }

    public static void Handshake(Random random, Draft draft)
    {
        draft.Method = "GET";
        draft.Body = null;
        draft.IsForeign = random.Next(4) > 0;
        draft.Set("Connection", "Upgrade");
        draft.Set("Upgrade", random.Next(8) == 0 ? "h2c" : "websocket");
        draft.Set("Sec-WebSocket-Version", random.Next(4) == 0 ? "-1" : "13");
        draft.Set("Sec-WebSocket-Key", random.Next(4) == 0 ? "short" : "dGhlIHNhbXBsZSBub25jZQ==");
        if (draft.IsForeign)
            draft.Set("Origin", ((string[])["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1", "file://", "http://evil.example@127.0.0.1"])[random.Next(6)]);
    }

    /// <summary>On one line, of bytes that a header may not always have.</summary>
    private static string Line(string text) => text.Length > 3000 ? text[..3000] : text.ReplaceLineEndings(" ");
}
