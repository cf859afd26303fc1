using MissionControl.Web.Shared;

namespace MissionControl.Web.Runbooks;

/// <summary>Where the links in a runbook lead.</summary>
/// <param name="Self">The address of the page it is on; links within the text are that and a fragment.</param>
/// <param name="Other">The address of another runbook, by its id.</param>
public sealed record RunbookLinks(string Self, Func<string, string> Other)
{
    /// <summary>What stands before the address of a page of the app; empty: it is the same place.</summary>
    public string App { get; init; } = "";

    /// <summary>On our own pages.</summary>
    public static RunbookLinks OnPage(string self) => new(self, Routes.Runbook);
}
