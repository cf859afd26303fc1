using System.Collections.Immutable;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Runbooks;

namespace MissionControl.Core.Catalog.Runbooks;

/// <summary>What a runbook says of itself between two lines <c>---</c> at its beginning.</summary>
internal sealed record FrontMatter
{
    private const string Line = "---";

    private static readonly Key<string> TitleKey = Key.Optional("title", TextShape.Line(Runbook.LongestTitle), "What people call it (default the first heading).");
    private static readonly Key<string> OwnerKey = Key.Optional("owner", TextShape.Line(80), "The team that keeps it right.");
    private static readonly Key<ImmutableArray<string>> ServicesKey = Key.Optional("services", new SetShape<string>("services", IdShape.Of(ServiceSection.Kind)), "The services it is about.");
    private static readonly Key<ImmutableArray<RunbookAlert>> AlertsKey = Key.Optional("alerts", new ListShape<RunbookAlert>("alerts", new RunbookAlertShape()), "The alerts it is for.");
    private static readonly Key<ImmutableArray<string>> BpmsKey = Key.Optional("bpms", new SetShape<string>("BPMs", IdShape.Of("BPM")), "The BPMs it is for.");
    private static readonly Key<DateOnly> ReviewedOnKey = Key.Optional("reviewedOn", new DateShape(), "The day on which somebody last went through it.");

    private static readonly Shape<FrontMatter> Entry = new ObjectShape<FrontMatter>(
        "a runbook's front matter", [TitleKey, OwnerKey, ServicesKey, AlertsKey, BpmsKey, ReviewedOnKey], Build);

    public string? Title { get; init; }

    public string? Owner { get; init; }

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<RunbookAlert> Alerts { get; init; } = [];

    public ImmutableArray<string> Bpms { get; init; } = [];

    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Front matter and the text after it; what is wrong is noted, with its line in the file.</summary>
    /// <param name="text">With line feeds only.</param>
    /// <returns>The line of the file that comes before the text, from 0.</returns>
    public static (FrontMatter Front, string Text, int LinesBefore) Split(string file, string text, Reading reading)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != Line)
            return (new(), text, 0);
        var end = Array.FindIndex(lines, 1, static line => line.TrimEnd() == Line);
        if (end < 0)
        {
            reading.Problems.Add(new(file, 1, 1), "this front matter never ends: close it with a line '---'");
            return (new(), "", lines.Length);
        }

        // An empty line stands for the first, so that places are those of the file.
        var yaml = "\n" + string.Join('\n', lines[1..end]);
        var front = YamlTree.Read(file, yaml, reading.Problems) is { } root && Entry.TryRead(root, reading, out var read) ? read : new();
        return (front, string.Join('\n', lines[(end + 1)..]), end + 1);
    }

    private static FrontMatter Build(Fields fields) => new()
    {
        Title = fields.Find(TitleKey),
        Owner = fields.Find(OwnerKey),
        Services = fields.Get(ServicesKey, []),
        Alerts = fields.Get(AlertsKey, []),
        Bpms = fields.Get(BpmsKey, []),
        ReviewedOn = fields.FindValue(ReviewedOnKey),
    };
}
