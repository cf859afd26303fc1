using MissionControl.Core.Bpms;

namespace MissionControl.Bench.Bands;

/// <summary>What was told of one trouble, in minutes from its beginning to the end of the first sample in that state; <see langword="null"/>: not while it lasted.</summary>
/// <param name="Trouble">Which.</param>
/// <param name="Watched">Watch or Off.</param>
/// <param name="Off">Off.</param>
internal sealed record Outcome(Trouble Trouble, double? Watched, double? Off)
{
    /// <summary>How high the series ran where it began, around 1.</summary>
    public double Rhythm { get; init; } = 1;

    public static Outcome Of(Trouble trouble, IEnumerable<(double Minutes, TileState State)> judged)
    {
        var watched = (double?)null;
        foreach (var (minutes, state) in judged)
        {
            if (state is TileState.Watch or TileState.Off)
                watched ??= minutes;
            if (state == TileState.Off)
                return new(trouble, watched, minutes);
        }

        return new(trouble, watched, null);
    }

    /// <summary>How many of a hundred.</summary>
    public static double Share(IReadOnlyCollection<Outcome> outcomes, Func<Outcome, bool> told) => outcomes.Count == 0 ? double.NaN : 100.0 * outcomes.Count(told) / outcomes.Count;

    public static string Medians(IReadOnlyCollection<Outcome> outcomes) =>
        $"half watched after {Median(outcomes, static outcome => outcome.Watched)}, off after {Median(outcomes, static outcome => outcome.Off)}";

    private static string Median(IReadOnlyCollection<Outcome> outcomes, Func<Outcome, double?> minutes) =>
        outcomes.Select(outcome => minutes(outcome) ?? double.PositiveInfinity).Order().ElementAtOrDefault(outcomes.Count / 2) is > 0 and < double.PositiveInfinity and var median ? $"{median:0.#} min" : "never";
}
