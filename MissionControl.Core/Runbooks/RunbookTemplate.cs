using System.Collections.Immutable;

namespace MissionControl.Core.Runbooks;

/// <summary>The headings by which the parts of the template are known.</summary>
public static class RunbookTemplate
{
    /// <summary>In the order in which they are read.</summary>
    public static readonly ImmutableArray<(RunbookPart Part, string Heading)> Parts =
    [
        (RunbookPart.LooksLike, "What it looks like"),
        (RunbookPart.WhoIsHurt, "Who is hurt"),
        (RunbookPart.Check, "Check"),
        (RunbookPart.Fix, "Fix"),
        (RunbookPart.BackOut, "Back out"),
        (RunbookPart.TellWhom, "Tell whom"),
    ];

    /// <summary>The part a heading begins, whatever its letter case; <see langword="null"/> for any other.</summary>
    public static RunbookPart? PartOf(string heading)
    {
        var bare = heading.Trim().TrimEnd(':', '?').TrimEnd();
        foreach (var (part, name) in Parts)
            if (name.Equals(bare, StringComparison.OrdinalIgnoreCase))
                return part;
        return null;
    }

    public static string HeadingOf(RunbookPart part) => Parts.First(one => one.Part == part).Heading;

    /// <summary>Parts of the template that a runbook does not have.</summary>
    public static ImmutableArray<string> MissingIn(Runbook runbook) =>
        [.. Parts.Where(one => runbook.Sections.All(section => section.Part != one.Part)).Select(static one => one.Heading)];
}
