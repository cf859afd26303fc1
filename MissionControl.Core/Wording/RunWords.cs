using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Wording;

/// <summary>Runs of runbooks in words.</summary>
public static class RunWords
{
    public static string Outcome(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Helped => "it helped",
        RunOutcome.DidNot => "it did not help",
        _ => "not sure whether it helped",
    };

    /// <summary>By its name, as the journal has it.</summary>
    internal static string Outcome(string? name) => Outcome(Enum.TryParse<RunOutcome>(name, out var outcome) ? outcome : RunOutcome.NotSure);

    /// <summary>"Run 3 times, last Fri 21:10; helped 2 times, did not once".</summary>
    public static string Uses(RunbookUse? use, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (use is null)
            return "Never run";
        (int Count, string Words)[] outcomes = [(use.Helped, "helped"), (use.DidNot, "did not help"), (use.NotSure, "not sure")];
        var said = outcomes.Where(static outcome => outcome.Count > 0).Select(static outcome => $"{outcome.Words} {Times(outcome.Count)}");
        var helped = string.Join(", ", said);
        return $"Run {Times(use.Count)}, last {Words.Time(use.LastAt, now, zone)}{(helped.Length > 0 ? $"; {helped}" : "")}";
    }

    private static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => $"{Words.Number(count)} times" };
}
