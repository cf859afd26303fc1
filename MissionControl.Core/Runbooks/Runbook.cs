using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Runbooks;

/// <summary>What to do when something is wrong, as the catalog has it. Immutable, and in memory, so that it can be read while the database is down.</summary>
public sealed record Runbook
{
    /// <summary>Letters of a text.</summary>
    public const int LongestText = 128 * 1024;

    /// <summary>Letters of a title.</summary>
    public const int LongestTitle = 200;

    /// <summary>Kebab-case: the name of its file without ending.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The team that keeps it right; may be missing.</summary>
    public string? Owner { get; init; }

    /// <summary>Ids of the services it is about.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>The alerts it is for.</summary>
    public ImmutableArray<RunbookAlert> Alerts { get; init; } = [];

    /// <summary>Ids of the BPMs it is for.</summary>
    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>The day on which somebody last went through it; <see langword="null"/>: nobody said so.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Markdown without its front matter.</summary>
    public required string Text { get; init; }

    /// <summary>In the order of the text; what stands before the first heading is none.</summary>
    public required ImmutableArray<RunbookSection> Sections { get; init; }

    public IEnumerable<RunbookStep> Steps => Sections.SelectMany(static section => section.Steps);
}

/// <summary>One part under a heading of its own.</summary>
/// <param name="Anchor">What an address leads to it by: small letters, digits and dashes, unique in its runbook.</param>
/// <param name="Part">Which part of the template it is; <see langword="null"/> for one of its own.</param>
public sealed record RunbookSection(string Title, string Anchor, RunbookPart? Part, ImmutableArray<RunbookStep> Steps);

/// <summary>The one template of all runbooks, in its order.</summary>
public enum RunbookPart
{
    LooksLike,
    WhoIsHurt,
    Check,
    Fix,
    BackOut,
    TellWhom,
}

/// <summary>Something to do that can be ticked: an item of a list under Check or Fix, or one with a check box anywhere.</summary>
/// <param name="Id">Made of its words: the same in the next version of a runbook as long as they stay, wherever the step is moved to in its section.</param>
/// <param name="Words">Its first paragraph as one line of up to 200 letters.</param>
public sealed record RunbookStep(string Id, string Words);

/// <summary>Alerts a runbook is for.</summary>
/// <param name="Written">A name of alerts or the id of a rule of the catalog; or conditions as Alertmanager writes them.</param>
/// <param name="Matchers">The conditions; of a name, that it is the alert's.</param>
public sealed record RunbookAlert(string Written, ImmutableArray<Matcher> Matchers)
{
    /// <param name="rule">The id of the rule that speaks of the alert.</param>
    public bool Covers(string? rule, LabelSet labels) => rule == Written || (!Matchers.IsEmpty && Matchers.AreTrueOf(labels));
}
