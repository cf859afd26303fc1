namespace MissionControl.Core.Bpms.Pushing;

/// <summary>A sample that somebody pushes, checked. Of a freshness BPM the value is how old the last success was at that time, in seconds; 0 for "just now".</summary>
/// <param name="Bpm">The BPM's id.</param>
public readonly record struct PushedSample(string Bpm, Sample Sample);

/// <summary>A sample as it was pushed, not checked yet; <see langword="null"/> for what was left out.</summary>
public sealed record PushedDraft(string? Bpm, string? At, double? Value, double? Volume);
