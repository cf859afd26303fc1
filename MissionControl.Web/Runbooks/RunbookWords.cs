using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Web.Runbooks;

/// <summary>What pages say of runbooks and their runs.</summary>
public static class RunbookWords
{
    public static string OwnerOf(Runbook runbook) => runbook.Owner is { Length: > 0 } owner ? char.ToUpperInvariant(owner[0]) + owner[1..].Replace('-', ' ') : "nobody yet";

    public static string ServicesOf(Runbook runbook, Definitions definitions) =>
        string.Join(", ", runbook.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)?.Name ?? id));

    /// <summary>"Reviewed 2 Oct 2026, 50 days ago".</summary>
    public static string ReviewedOn(Runbook runbook, DateOnly today)
    {
        if (runbook.ReviewedOn is not { } day)
            return "Never reviewed";
        var age = today.DayNumber - day.DayNumber;
        var ago = age switch { < 0 => "which is still to come", 0 => "today", _ => $"{Words.Count(age, "day", "days")} ago" };
        return $"Reviewed {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}, {ago}";
    }

    public static bool IsStale(Runbook runbook, DateOnly today) => runbook.ReviewedOn is not { } day || today.DayNumber - day.DayNumber > RunbookHealth.ReviewDays || day > today;

    public static DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    public static string FaultOf(RunbookFault fault, Runbook runbook, DateOnly today) => fault switch
    {
        RunbookFault.NeverReviewed => "No day of review",
        RunbookFault.ReviewedLongAgo or RunbookFault.ReviewedInFuture => ReviewedOn(runbook, today),
        RunbookFault.NoOwner => "Nobody owns it",
        RunbookFault.LacksParts => $"Lacks: {string.Join(", ", RunbookTemplate.MissingIn(runbook))}",
        RunbookFault.NoSteps => "No steps to tick",
        _ => "Never run",
    };

    public static string KindOf(GapKind kind) => kind switch { GapKind.Bpm => "Metric", GapKind.AlertRule => "Alert rule", _ => "Service" };

    public static string OutcomeOf(RunOutcome outcome) => outcome switch { RunOutcome.Helped => "It helped", RunOutcome.DidNot => "It did not help", _ => "Not sure" };

    /// <summary>"3 of 7 steps ticked".</summary>
    public static string Progress(RunbookRun run, int steps) => steps == 0 ? "No steps to tick" : $"{Words.Number(run.Ticks.Count)} of {Words.Count(steps, "step", "steps")} ticked";

    /// <summary>What is wrong with the newest file of this runbook.</summary>
    public static ImmutableArray<string> ProblemsOf(string id, ImmutableArray<string> problems) =>
        [.. problems.Where(problem => problem.StartsWith($"runbooks/{id}.md:", StringComparison.Ordinal))];
}
