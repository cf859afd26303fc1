namespace MissionControl.Core.Bpms;

/// <summary>What a tile says. <see cref="Off"/>: we see it and it is wrong. <see cref="Stale"/>: we cannot see.</summary>
public enum TileState
{
    Normal,

    /// <summary>Outside its band for less than its patience, or outside on the side that does not hurt.</summary>
    Watch,

    /// <summary>Outside its band on the side that hurts, for longer than its patience.</summary>
    Off,

    /// <summary>No good sample lately: we cannot see.</summary>
    Stale,

    /// <summary>Outside its band, but somebody holds it until working hours.</summary>
    Held,

    /// <summary>Not enough history for a band yet.</summary>
    Learning,

    /// <summary>Too little volume behind the ratio to judge it.</summary>
    TooFew,
}
