using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Alerts;
using MissionControl.Core.Catalog.Sections.Intakes;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.People;

namespace MissionControl.Core.Catalog.Sections;

/// <summary>The top level of a catalog file: any of the sections, since files are merged.</summary>
internal static class FileSection
{
    private static readonly Key<Organisation> Organisation = Key.Optional("organisation", OrganisationSection.Shape, "Whose board this is; in one file only.");
    private static readonly Key<ImmutableArray<SourceDefinition?>> Sources = Key.Optional("sources", new ListShape<SourceDefinition?>("sources", SourceSection.Entry), "Where samples come from.");
    private static readonly Key<ImmutableArray<PlacedService>> Services = Key.Optional("services", new ListShape<PlacedService>("services", ServiceSection.Entry), "The parts of the system people recognise by name.");
    private static readonly Key<ImmutableArray<Bpm>> Bpms = Key.Optional("bpms", new ListShape<Bpm>("BPMs", BpmSection.Entry), "The tiles of the board, in their order.");
    private static readonly Key<ImmutableArray<AudienceDefinition>> Audiences = Key.Optional("audiences", new ListShape<AudienceDefinition>("audiences", AudienceSection.Entry), "What the four audiences are called here.");
    private static readonly Key<ImmutableArray<Calendar>> Calendars = Key.Optional("calendars", new ListShape<Calendar>("calendars", CalendarSection.Entry), "When people work and which days are different.");
    private static readonly Key<ImmutableArray<AlertRule>> Alerts = Key.Optional("alerts", new ListShape<AlertRule>("rules for alerts", AlertSection.Entry), "What alerts mean for whom, and what to do. The first rule whose conditions hold speaks of an alert.");
    private static readonly Key<ImmutableArray<IntakeDefinition?>> Intakes = Key.Optional("intakes", new ListShape<IntakeDefinition?>("intakes", IntakeSection.Entry), "Doors for alerts that need more than a token.");

    public static readonly Shape<FileContent> Shape = new ObjectShape<FileContent>(
        "a catalog file", [Organisation, Sources, Services, Bpms, Audiences, Calendars, Alerts, Intakes], Build);

    private static FileContent Build(Fields fields) => new()
    {
        Root = fields.Map,
        Organisation = fields.Find(Organisation),
        OrganisationPlace = fields.At(Organisation).Place,
        Sources = [.. fields.Get(Sources, []).OfType<SourceDefinition>()],
        Services = fields.Get(Services, []),
        Bpms = fields.Get(Bpms, []),
        Audiences = fields.Get(Audiences, []),
        Calendars = fields.Get(Calendars, []),
        Alerts = fields.Get(Alerts, []),
        Intakes = [.. fields.Get(Intakes, []).OfType<IntakeDefinition>()],
    };
}

/// <summary>What one file holds.</summary>
internal sealed record FileContent
{
    /// <summary>As it is written.</summary>
    public required MapNode Root { get; init; }

    public required Organisation? Organisation { get; init; }

    public required Place OrganisationPlace { get; init; }

    public required ImmutableArray<SourceDefinition> Sources { get; init; }

    public required ImmutableArray<PlacedService> Services { get; init; }

    public required ImmutableArray<Bpm> Bpms { get; init; }

    public required ImmutableArray<AudienceDefinition> Audiences { get; init; }

    public required ImmutableArray<Calendar> Calendars { get; init; }

    public required ImmutableArray<AlertRule> Alerts { get; init; }

    public required ImmutableArray<IntakeDefinition> Intakes { get; init; }
}
