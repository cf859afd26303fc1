namespace MissionControl.Core.Bpms.Memory;

/// <summary>A departure from the band that began before what is replayed at the start.</summary>
/// <param name="Left">When it left its band.</param>
/// <param name="Impact">People or transactions missing (negative) or too many up to where the replay begins; <see langword="null"/> where volume is unknown.</param>
internal sealed record Departure(DateTimeOffset Left, Direction Side, Impact? Impact);
