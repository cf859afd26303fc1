using System.Text;

namespace MissionControl.Bench.Hostile;

/// <summary>A request that is being spoilt.</summary>
internal sealed class Draft
{
    public required string Method { get; set; }

    public required string Path { get; set; }

    /// <summary>With its question mark, or empty.</summary>
    public string Query { get; set; } = "";

    public string Version { get; set; } = "HTTP/1.1";

    public string LineEnd { get; set; } = "\r\n";

    public List<Header> Headers { get; } = [];

    public byte[]? Body { get; set; }

    /// <summary>Said instead of the body's true length.</summary>
    public string? SaysLength { get; set; }

    public bool IsChunked { get; set; }

    public bool IsForeign { get; set; }

    public bool HasGoodForm { get; set; }

    public Hold Hold { get; set; }

    public string Target => Path + Query;

    public void Set(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add(new(name, value));
    }

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Target} {Version}{LineEnd}");
        foreach (var header in Headers)
            head.Append(header.Name).Append(": ").Append(header.Value).Append(LineEnd);
        if (IsChunked)
            head.Append("Transfer-Encoding: chunked").Append(LineEnd);
        else if ((SaysLength ?? Body?.Length.ToString()) is { } length)
            head.Append("Content-Length: ").Append(length).Append(LineEnd);
        head.Append(LineEnd);
        byte[] start = Encoding.Latin1.GetBytes(head.ToString());
        return Body is null ? start : IsChunked ? [.. start, .. Chunked(Body)] : [.. start, .. Body];
    }

    private static byte[] Chunked(byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
}
