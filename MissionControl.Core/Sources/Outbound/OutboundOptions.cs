namespace MissionControl.Core.Sources.Outbound;

/// <summary>How far a call goes to an address that a person typed in.</summary>
public sealed record OutboundOptions
{
    /// <summary>From the first name lookup to the last byte, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer, after decompression; the rest is not read.</summary>
    public int MostBytes { get; init; } = 64 * 1024;

    /// <summary>How many times an answer may send us on; each is checked like the first.</summary>
    public int MostRedirects { get; init; } = 3;
}
