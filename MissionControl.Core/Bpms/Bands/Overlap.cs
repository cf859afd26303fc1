using System.Text.Json.Serialization;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>How the samples of a query that looks back over several of them overlap.</summary>
/// <param name="Samples">Over how many it looks back; 1: each stands for itself; 0: it cannot be told.</param>
/// <param name="Lasting">The part of the noise that does not come from which events are counted, but lasts: of a long query as a share of what comes from them, of others as a share of all.</param>
/// <param name="Forgotten">Of what came in, at least so much is forgotten when it falls out, or an error would stay for ever; 0: the values are whole events, without any.</param>
internal readonly record struct Overlap(int Samples, double Lasting, double Forgotten)
{
    public static readonly Overlap None = new(0, 0, 1);

    /// <summary>Does the query look back so far that what is expected changes within it?</summary>
    [JsonIgnore]
    public bool IsLong => Samples > Newest.MostTogether;

    /// <summary>So many samples later the middle of a long query is where its end is now: what is expected then is expected of what is new now.</summary>
    [JsonIgnore]
    public int Ahead => IsLong ? Samples / 2 : 0;

    /// <summary>The share of the noise that comes from the events. The level follows what lasts longer than a long query, so that it is no part of its noise.</summary>
    [JsonIgnore]
    public double Alone => IsLong ? 1 : 1 - Lasting;
}
