using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Catalog.Files;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Runbooks;
using MissionControl.Core.Catalog.Sections;
using MissionControl.Core.Catalog.Sections.Telling;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Incidents;
using MissionControl.Core.Runbooks;
using MissionControl.Core.StatusPage;

namespace MissionControl.Core.Catalog;

/// <summary>Reads a catalog folder: all of it, or every problem at once.</summary>
/// <param name="environment">Looks up an environment variable for <c>${env:NAME}</c>.</param>
public sealed class CatalogReader(Func<string, string?> environment)
{
    /// <summary>With the environment of this process.</summary>
    public CatalogReader()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>Reads every <c>*.yaml</c> and <c>*.yml</c> in the folder, merged in the order of their names, and <c>runbooks/*.md</c>.</summary>
    public CatalogReading Read(string folder) => Read(folder, CatalogFiles.Read(folder));

    internal CatalogReading Read(string folder, CatalogFiles files)
    {
        if (!files.FolderExists || files.Files.IsEmpty)
            return new(null, [FirstSteps.For(files)], []);
        var reading = new Reading(Path.GetFullPath(folder), environment);
        var contents = files.Yaml.Select(file => ReadYaml(file, reading)).OfType<FileContent>().ToImmutableArray();
        var runbooks = files.Runbooks.Select(file => RunbookReader.Read(file, reading)).OfType<Runbook>().ToImmutableArray();
        reading.CheckReferences();
        ServiceCircles.Check([.. contents.SelectMany(content => content.Services)], reading.Problems);
        var organisation = TheOrganisation(contents, reading);
        var mail = TheMail(contents, reading);
        var statusPage = TheStatusPage(contents, reading);
        var incidents = ThePractice(contents, reading);
        var destinations = PlacedDestination.MakeAll(contents.SelectMany(content => content.Destinations), mail, reading.Problems);
        PlacedRoute.Check(contents.SelectMany(content => content.Routes), destinations, reading.Problems);
        if (!files.Yaml.Any())
            reading.Problems.Add(Place.WholeFile("."), FirstSteps.For(files).Words);

        ImmutableArray<string> secretFiles = [.. reading.Secrets.Files];
        if (reading.Problems.Any)
            return new(null, reading.Problems.InOrder(), secretFiles) { Secrets = [.. reading.Secrets.Values] };
        var definitions = new Definitions
        {
            Organisation = organisation,
            Bpms = [.. contents.SelectMany(content => content.Bpms)],
            Services = [.. contents.SelectMany(content => content.Services).Select(placed => placed.Service)],
            Audiences = [.. contents.SelectMany(content => content.Audiences)],
            Calendars = [.. contents.SelectMany(content => content.Calendars)],
            AlertRules = [.. contents.SelectMany(content => content.Alerts).Select(entry => entry.Rule).OfType<AlertRule>()],
            Inhibitions = [.. contents.SelectMany(content => content.Alerts).Select(entry => entry.Inhibition).OfType<InhibitionRule>()],
            Groupings = [.. contents.SelectMany(content => content.Groupings)],
            Intakes = [.. contents.SelectMany(content => content.Intakes)],
            Runbooks = runbooks.ToFrozenDictionary(static runbook => runbook.Id),
            Destinations = [.. destinations.Select(destination => destination.Shown)],
            Routes = [.. contents.SelectMany(content => content.Routes).Select(placed => placed.Route)],
            Incidents = incidents,
            Rotas = [.. contents.SelectMany(content => content.Rotas)],
            Components = [.. contents.SelectMany(content => content.Components)],
            StatusPage = statusPage,
        };
        var loaded = new LoadedCatalog(definitions, [.. contents.SelectMany(content => content.Sources)], files.Fingerprint)
        {
            Destinations = destinations,
            Mail = mail,
            Outline = CatalogOutline.Of(contents.Select(content => content.Root), files.Runbooks),
        };
        return new(loaded, [], secretFiles) { Secrets = [.. reading.Secrets.Values] };
    }

    private static FileContent? ReadYaml(CatalogFile file, Reading reading)
    {
        if (file.Text(reading.Problems) is not { } text || YamlTree.Read(file.Name, text, reading.Problems) is not { } root)
            return null;
        return FileSection.Shape.TryRead(root, reading, out var content) ? content : null;
    }

    private static MailServer? TheMail(ImmutableArray<FileContent> contents, Reading reading)
    {
        var given = contents.Where(content => content.Mail is not null).ToImmutableArray();
        foreach (var second in given.Skip(1))
            reading.Problems.Add(second.MailPlace, $"the mail server was already given in {given[0].MailPlace.File}");
        return given.FirstOrDefault()?.Mail;
    }

    private static StatusPageDefinition TheStatusPage(ImmutableArray<FileContent> contents, Reading reading)
    {
        var given = contents.Where(content => content.StatusPage is not null).ToImmutableArray();
        foreach (var second in given.Skip(1))
            reading.Problems.Add(second.StatusPagePlace, $"the status page was already given in {given[0].StatusPagePlace.File}");
        return given.FirstOrDefault()?.StatusPage ?? StatusPageDefinition.Usual;
    }

    private static IncidentPractice ThePractice(ImmutableArray<FileContent> contents, Reading reading)
    {
        var given = contents.Where(content => content.Incidents is not null).ToImmutableArray();
        foreach (var second in given.Skip(1))
            reading.Problems.Add(second.IncidentsPlace, $"how incidents are handled was already given in {given[0].IncidentsPlace.File}");
        return given.FirstOrDefault()?.Incidents ?? IncidentPractice.Usual;
    }

    private static Organisation TheOrganisation(ImmutableArray<FileContent> contents, Reading reading)
    {
        var given = contents.Where(content => content.Organisation is not null).ToImmutableArray();
        foreach (var second in given.Skip(1))
            reading.Problems.Add(second.OrganisationPlace, $"the organisation was already given in {given[0].OrganisationPlace.File}");
        return given.IsEmpty ? Definitions.Empty.Organisation : given[0].Organisation!;
    }
}

/// <summary>What came of reading a folder.</summary>
/// <param name="Loaded"><see langword="null"/> when there are problems.</param>
/// <param name="Problems">By file, line and column.</param>
/// <param name="SecretFiles">Full paths of the files that <c>${file:PATH}</c> named, to notice when one changes.</param>
public sealed record CatalogReading(LoadedCatalog? Loaded, ImmutableArray<CatalogProblem> Problems, ImmutableArray<string> SecretFiles)
{
    /// <summary>The secrets themselves.</summary>
    internal ImmutableArray<string> Secrets { get; init; } = [];
}
