namespace MissionControl.Core.Bpms;

/// <summary>One measurement of a BPM.</summary>
/// <param name="At">When the source says it held, UTC.</param>
/// <param name="Value">Ratios 0 to 1, freshness in seconds of age, otherwise in the BPM's unit. Always finite.</param>
/// <param name="Volume">The events behind a ratio; <see langword="null"/> where there is no such number.</param>
public readonly record struct Sample(DateTimeOffset At, double Value, double? Volume = null);
