using MissionControl.Core.Bpms;

namespace MissionControl.Core.Storage.Bpms;

/// <summary>The number that stands for a state in the database. Numbers are never used again for another state.</summary>
internal static class StateCode
{
    public static byte Of(TileState state) => state switch
    {
        TileState.Normal => 0,
        TileState.Watch => 1,
        TileState.Off => 2,
        TileState.Stale => 3,
        TileState.Held => 4,
        TileState.Learning => 5,
        TileState.TooFew => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a number in the database."),
    };

    public static TileState Read(byte code) => code switch
    {
        0 => TileState.Normal,
        1 => TileState.Watch,
        2 => TileState.Off,
        3 => TileState.Stale,
        4 => TileState.Held,
        5 => TileState.Learning,
        6 => TileState.TooFew,
        _ => throw new InvalidDataException($"The database holds a sample with the unknown state {code}; was it written by a newer version?"),
    };
}
