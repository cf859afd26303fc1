using System.Collections.Immutable;
using MissionControl.Core.Board;
using MissionControl.Core.Runbooks.Runs;

namespace MissionControl.Core.Runbooks;

/// <summary>What is missing among the runbooks and what has gone stale: to be mended by day.</summary>
/// <param name="Missing">BPMs, rules for alerts and services without a runbook, in catalog order.</param>
/// <param name="Ailing">Runbooks with something to mend, those with most of it first.</param>
public sealed record RunbookHealth(ImmutableArray<RunbookGap> Missing, ImmutableArray<AilingRunbook> Ailing)
{
    /// <summary>What was looked at longer ago may no longer be true.</summary>
    public const int ReviewDays = 180;

    /// <param name="uses">By the id of the runbook.</param>
    /// <param name="today">In the organisation's zone.</param>
    public static RunbookHealth Of(Definitions definitions, IReadOnlyDictionary<string, RunbookUse> uses, DateOnly today) => new(
        [.. Gaps(definitions)],
        [
            .. from runbook in definitions.Runbooks.Values
               let faults = FaultsOf(runbook, uses.ContainsKey(runbook.Id), today).ToImmutableArray()
               where !faults.IsEmpty
               orderby faults.Length descending, runbook.Title, runbook.Id
               select new AilingRunbook(runbook, faults),
        ]);

    private static IEnumerable<RunbookGap> Gaps(Definitions definitions)
    {
        foreach (var bpm in definitions.Bpms.Where(bpm => definitions.RunbookOf(bpm.Id) is null))
            yield return new(GapKind.Bpm, bpm.Id, bpm.Name);
        foreach (var rule in definitions.AlertRules.Where(rule => rule.Runbook is null && !definitions.Runbooks.Values.Any(runbook => runbook.Alerts.Any(alert => alert.Written == rule.Id))))
            yield return new(GapKind.AlertRule, rule.Id, rule.Name);
        foreach (var service in definitions.Services.Where(service => !IsCovered(service.Id, definitions)))
            yield return new(GapKind.Service, service.Id, service.Name);
    }

    // A runbook of one of its BPMs is one of the service.
    private static bool IsCovered(string service, Definitions definitions) =>
        definitions.Runbooks.Values.Any(runbook => runbook.Services.Contains(service))
        || definitions.Bpms.Any(bpm => bpm.Services.Contains(service) && definitions.RunbookOf(bpm.Id) is not null);

    private static IEnumerable<RunbookFault> FaultsOf(Runbook runbook, bool isUsed, DateOnly today)
    {
        if (runbook.ReviewedOn is not { } reviewed)
            yield return RunbookFault.NeverReviewed;
        else if (reviewed > today)
            yield return RunbookFault.ReviewedInFuture;
        else if (today.DayNumber - reviewed.DayNumber > ReviewDays)
            yield return RunbookFault.ReviewedLongAgo;
        if (runbook.Owner is null)
            yield return RunbookFault.NoOwner;
        if (!RunbookTemplate.MissingIn(runbook).IsEmpty)
            yield return RunbookFault.LacksParts;
        if (!runbook.Steps.Any())
            yield return RunbookFault.NoSteps;
        if (!isUsed)
            yield return RunbookFault.NeverUsed;
    }
}

/// <summary>Something for which nobody has written what to do.</summary>
public sealed record RunbookGap(GapKind Kind, string Id, string Name);

public enum GapKind
{
    Bpm,
    AlertRule,
    Service,
}

public sealed record AilingRunbook(Runbook Runbook, ImmutableArray<RunbookFault> Faults);

public enum RunbookFault
{
    /// <summary>Its front matter has no day of review.</summary>
    NeverReviewed,

    /// <summary>More than <see cref="RunbookHealth.ReviewDays"/> days ago.</summary>
    ReviewedLongAgo,

    /// <summary>A slip of the hand that would keep it fresh for ever.</summary>
    ReviewedInFuture,

    NoOwner,

    /// <summary>Parts of the template are not there.</summary>
    LacksParts,

    /// <summary>Nothing in it can be ticked.</summary>
    NoSteps,

    /// <summary>Nobody has run it in the time that runs are kept.</summary>
    NeverUsed,
}
