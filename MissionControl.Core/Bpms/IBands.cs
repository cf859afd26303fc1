namespace MissionControl.Core.Bpms;

/// <summary>The bands as they are known now. Thread-safe; never waits.</summary>
public interface IBands
{
    /// <summary>The band of a BPM at a moment, past or present, as the present baseline has it; <see langword="null"/> while it is still learning.</summary>
    /// <param name="bpm">Whose band.</param>
    /// <param name="at">When.</param>
    /// <param name="volume">The volume behind the sample, where there is one: bands are wider for little volume.</param>
    ExplainedBand? BandFor(Bpm bpm, DateTimeOffset at, double? volume);
}

/// <summary>A band and, in one sentence, why it is what it is.</summary>
public readonly record struct ExplainedBand(Band Band, string Reason);
