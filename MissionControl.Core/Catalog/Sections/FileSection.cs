using System.Collections.Immutable;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Alerts;
using MissionControl.Core.Catalog.Sections.Intakes;
using MissionControl.Core.Catalog.Sections.Status;
using MissionControl.Core.Catalog.Sections.Telling;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Incidents;
using MissionControl.Core.OnCall;
using MissionControl.Core.People;
using MissionControl.Core.StatusPage;

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
    private static readonly Key<ImmutableArray<AlertEntry>> Alerts = Key.Optional("alerts", new ListShape<AlertEntry>("rules for alerts", new AlertEntryShape()), "What alerts mean for whom, and what to do: the first rule whose conditions hold speaks of an alert. And, with source and target, what need not be told while something else fires.");
    private static readonly Key<ImmutableArray<IntakeDefinition?>> Intakes = Key.Optional("intakes", new ListShape<IntakeDefinition?>("intakes", IntakeSection.Entry), "Doors for alerts and changes that need more than a token.");
    private static readonly Key<ImmutableArray<GroupingRule>> Grouping = Key.Optional("grouping", new ListShape<GroupingRule>("groupings", GroupingSection.Entry), "By which labels the alerts of a sender are grouped, where their rule does not say.");
    private static readonly Key<MailServer> Mail = Key.Optional("mail", MailSection.Shape, "The server that takes our e-mail; in one file only.");
    private static readonly Key<ImmutableArray<PlacedDestination>> Destinations = Key.Optional("destinations", new ListShape<PlacedDestination>("destinations", DestinationSection.Entry), "Where messages can be sent.");
    private static readonly Key<ImmutableArray<PlacedRoute>> Routes = Key.Optional("routes", new ListShape<PlacedRoute>("routes", RouteSection.Entry), "Which alerts a destination is told, in whose words and when.");
    private static readonly Key<ImmutableArray<Rota>> Rotas = Key.Optional("rotas", new ListShape<Rota>("rotas", RotaSection.Entry), "Who is on duty, week by week.");
    private static readonly Key<ImmutableArray<StatusComponent>> Components = Key.Optional("components", new ListShape<StatusComponent>("components", ComponentSection.Entry), "The lines of the public status page, in their order.");
    private static readonly Key<StatusPageDefinition> StatusPage = Key.Optional("statusPage", StatusPageSection.Shape, "How the public status page is called and looks; in one file only.");
    private static readonly Key<IncidentPractice> Incidents = Key.Optional("incidents", IncidentSection.Shape, "What severities mean and ask for, and words for public updates; in one file only.");

    public static readonly Shape<FileContent> Shape = new ObjectShape<FileContent>(
        "a catalog file", [Organisation, Sources, Services, Bpms, Audiences, Calendars, Alerts, Intakes, Grouping, Mail, Destinations, Routes, Rotas, Incidents, Components, StatusPage], Build);

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
        Groupings = fields.Get(Grouping, []),
        Mail = fields.Find(Mail),
        MailPlace = fields.At(Mail).Place,
        Destinations = fields.Get(Destinations, []),
        Routes = fields.Get(Routes, []),
        Rotas = fields.Get(Rotas, []),
        Components = fields.Get(Components, []),
        StatusPage = fields.Find(StatusPage),
        StatusPagePlace = fields.At(StatusPage).Place,
        Incidents = fields.Find(Incidents),
        IncidentsPlace = fields.At(Incidents).Place,
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

    public required ImmutableArray<AlertEntry> Alerts { get; init; }

    public required ImmutableArray<IntakeDefinition> Intakes { get; init; }

    public required ImmutableArray<GroupingRule> Groupings { get; init; }

    public required MailServer? Mail { get; init; }

    public required Place MailPlace { get; init; }

    public required ImmutableArray<PlacedDestination> Destinations { get; init; }

    public required ImmutableArray<PlacedRoute> Routes { get; init; }

    public required ImmutableArray<Rota> Rotas { get; init; }

    public required ImmutableArray<StatusComponent> Components { get; init; }

    public required StatusPageDefinition? StatusPage { get; init; }

    public required Place StatusPagePlace { get; init; }

    public required IncidentPractice? Incidents { get; init; }

    public required Place IncidentsPlace { get; init; }
}
