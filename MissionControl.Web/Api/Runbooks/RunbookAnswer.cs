using System.Collections.Immutable;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Runbooks.Runs;
using System.Text.Json.Serialization;

namespace MissionControl.Web.Api.Runbooks;

/// <summary>A runbook as the catalog has it.</summary>
/// <param name="Alerts">As written: names of alerts, ids of rules, conditions.</param>
/// <param name="ReviewedOn">A day, for example 2026-10-02.</param>
/// <param name="Missing">Parts of the template it does not have.</param>
/// <param name="Use">How often it was run; null: never, or it is not known just now.</param>
/// <param name="Steps">Only of a single runbook.</param>
/// <param name="Text">Markdown, only of a single runbook.</param>
internal sealed record RunbookAnswer(
    string Id,
    string Title,
    string? Owner,
    ImmutableArray<string> Services,
    ImmutableArray<string> Alerts,
    ImmutableArray<string> Bpms,
    DateOnly? ReviewedOn,
    ImmutableArray<string> Missing,
    RunbookUseAnswer? Use,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RunbookStepAnswer>? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text)
{
    public static RunbookAnswer From(Runbook runbook, LiveRuns runs) => new(
        runbook.Id,
        runbook.Title,
        runbook.Owner,
        runbook.Services,
        [.. runbook.Alerts.Select(static alert => alert.Written)],
        runbook.Bpms,
        runbook.ReviewedOn,
        RunbookTemplate.MissingIn(runbook),
        runs.Uses.GetValueOrDefault(runbook.Id) is { } use ? new(use.Count, use.LastAt, use.Helped, use.DidNot, use.NotSure) : null,
        null,
        null);

    /// <summary>With its steps and text.</summary>
    public static RunbookAnswer Whole(Runbook runbook, LiveRuns runs) => From(runbook, runs) with
    {
        Steps = [.. runbook.Sections.SelectMany(static section => section.Steps.Select(step => new RunbookStepAnswer(step.Id, section.Title, step.Words)))],
        Text = runbook.Text,
    };
}

/// <summary>How often a runbook was run in the last 400 days, and whether it helped.</summary>
internal sealed record RunbookUseAnswer(int Count, DateTimeOffset LastAt, int Helped, int DidNot, int NotSure);

/// <summary>Something to do.</summary>
/// <param name="Id">The same as long as its words are.</param>
/// <param name="Section">The heading it stands under.</param>
internal sealed record RunbookStepAnswer(string Id, string Section, string Words);
