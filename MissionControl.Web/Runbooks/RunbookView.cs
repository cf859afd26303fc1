using System.Collections.Immutable;
using MissionControl.Core.Runbooks;

namespace MissionControl.Web.Runbooks;

/// <summary>The text of a runbook as a page shows it. All HTML in it is our own: what people wrote is escaped or tamed.</summary>
/// <param name="Before">HTML of what stands before the first part.</param>
public sealed record RunbookView(string Before, ImmutableArray<RunbookPartView> Parts)
{
    public int Steps => Parts.Sum(static part => part.Blocks.Sum(static block => block.Steps.Count(static step => step.Id is not null)));
}

/// <param name="Id">The fragment that leads here, and the id of its heading.</param>
/// <param name="Href">The address that leads here.</param>
/// <param name="Part">Which part of the template it is.</param>
public sealed record RunbookPartView(string Title, string Id, string Href, RunbookPart? Part, ImmutableArray<RunbookBlock> Blocks);

/// <summary>A stretch of text, or a list of which some items are steps.</summary>
/// <param name="Html">Empty for a list of steps.</param>
/// <param name="Steps">Empty for text.</param>
public sealed record RunbookBlock(string Html, ImmutableArray<RunbookStepView> Steps);

/// <param name="Id"><see langword="null"/> for an item between steps that cannot be ticked.</param>
/// <param name="Words">For those who hear it.</param>
public sealed record RunbookStepView(string? Id, string Words, string Html);
