namespace MissionControl.Core.Storage.Bpms;

/// <summary>A pushed sample. Rows are many, so every column earns its bytes.</summary>
internal sealed class PushedRow
{
    public int BpmKey { get; set; }

    /// <summary>Whole seconds since 1970 UTC, rounded down.</summary>
    public long Second { get; set; }

    public double Value { get; set; }

    public double? Volume { get; set; }
}
