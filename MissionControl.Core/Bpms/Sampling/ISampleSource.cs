namespace MissionControl.Core.Bpms.Sampling;

/// <summary>Where samples come from. One instance per source in the catalog; safe for concurrent calls.</summary>
public interface ISampleSource
{
    string Id { get; }

    /// <summary>
    /// Asks for the latest sample of each BPM, within the source's own limits, and reports each answer as soon as it is there:
    /// a slow BPM never holds up another. Reports exactly once per BPM and does not throw but for cancellation and bugs.
    /// </summary>
    Task ReadLatestAsync(IReadOnlyList<Bpm> due, Action<Bpm, Reading> report, CancellationToken cancellationToken);

    /// <summary>Samples from <paramref name="window"/>, oldest first, <see cref="Window.Step"/> apart where the source has them.</summary>
    Task<History> ReadHistoryAsync(Bpm bpm, Window window, CancellationToken cancellationToken);
}

/// <summary>From and to are both inclusive.</summary>
public readonly record struct Window(DateTimeOffset From, DateTimeOffset To, TimeSpan Step);

/// <summary>An answer about the present: a sample, or why there is none.</summary>
/// <param name="Sample"><see langword="null"/> when there is a <paramref name="Failure"/>.</param>
/// <param name="Warning">The source answered, but says its answer may be partial.</param>
public readonly record struct Reading(Sample? Sample, Failure? Failure, string? Warning = null)
{
    public static Reading Of(Sample sample) => new(sample, null);

    public static Reading Of(Failure failure) => new(null, failure);
}

/// <summary>An answer about the past: samples (perhaps none), or why there are none.</summary>
/// <param name="Samples">Oldest first; empty when there is a <paramref name="Failure"/>.</param>
/// <param name="Failure">Why the source did not answer.</param>
/// <param name="Warning">The source answered, but says its answer may be partial.</param>
public readonly record struct History(System.Collections.Immutable.ImmutableArray<Sample> Samples, Failure? Failure, string? Warning = null)
{
    public static History Of(System.Collections.Immutable.ImmutableArray<Sample> samples) => new(samples, null);

    public static History Of(Failure failure) => new([], failure);
}
