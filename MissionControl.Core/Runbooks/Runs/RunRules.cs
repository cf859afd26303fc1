namespace MissionControl.Core.Runbooks.Runs;

/// <summary>What may be done with a run as it stands.</summary>
public static class RunRules
{
    public const int LongestIncident = 100;

    /// <summary>Runs that go on at one time.</summary>
    public const int MostOpen = 200;

    /// <summary>Acts of one run: a step ticked and taken back over and over is a mistake, or worse.</summary>
    public const int MostActs = 2000;

    /// <summary>A run with which nobody did anything for so long is no longer in memory; it can still be opened.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    /// <summary>Why not, in a sentence for whoever tried; <see langword="null"/>: go on.</summary>
    public static string? WhyNot(RunbookRun run, RunActKind kind, string step)
    {
        if (!run.IsOpen)
            return "This run has ended: start another.";
        if (run.Acts.Length >= MostActs)
            return $"{MostActs} acts are the most for one run: end it and start another.";
        if (run.Steps.All(known => known.Id != step))
            return "This runbook has no such step.";
        return run.Ticks.ContainsKey(step) switch
        {
            true when kind == RunActKind.Ticked => "Somebody ticked this already: see below it who and when.",
            false when kind == RunActKind.Unticked => "Somebody took this tick back already.",
            _ => null,
        };
    }

    /// <summary>Why a run cannot be part of it; <see langword="null"/> when it can.</summary>
    public static string? WhyNot(string? incident) =>
        incident is null || (incident.Length is > 0 and <= LongestIncident && !incident.Any(static letter => char.IsControl(letter)))
            ? null
            : $"The id of an incident has 1 to {LongestIncident} characters.";
}

/// <summary>What came of an act.</summary>
/// <param name="Run">As it is now; <see langword="null"/> when there is none.</param>
/// <param name="Problem">Why nothing was done; <see langword="null"/> when it was.</param>
public sealed record RunAnswer(RunbookRun? Run, string? Problem)
{
    public bool IsDone => Problem is null;
}
