namespace MissionControl.Core.Storage.Bpms;

/// <summary>A BPM's id and the short key that stands for it in every sample.</summary>
internal sealed class BpmRow
{
    public int Key { get; set; }

    public required string Id { get; set; }
}

/// <summary>A shown sample. Rows are many, so every column earns its bytes.</summary>
internal sealed class SampleRow
{
    public int BpmKey { get; set; }

    /// <summary>Whole minutes since 1970 UTC (<see cref="Minutes"/>).</summary>
    public int Minute { get; set; }

    public DateTimeOffset At { get; set; }

    public double Value { get; set; }

    public double? Volume { get; set; }

    public double? Lower { get; set; }

    public double? Expected { get; set; }

    public double? Upper { get; set; }

    /// <summary>See <see cref="StateCode"/>.</summary>
    public byte State { get; set; }
}

internal sealed class BaselineRow
{
    public required string Bpm { get; set; }

    public required string Definition { get; set; }

    public DateTimeOffset LearnedAt { get; set; }

    public required byte[] Body { get; set; }
}
