using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Bpms.Pushing;

/// <summary>A source that asks nobody: its samples are pushed to us.</summary>
public interface IPushedSource : ISampleSource;
