using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Telling;

/// <summary><c>destinations:</c> where messages can be sent, each of one kind.</summary>
internal static class DestinationSection
{
    public const string Kind = "destination";

    private static readonly Key<string> Id = Key.Required("id", IdShape.New(Kind), "Kebab-case, unique among destinations.");

    public static readonly Shape<PlacedDestination> Entry = new ObjectShape<PlacedDestination>("a destination", [Id, .. DestinationKeys.All], Build, Rules);

    private static string Named => string.Join(", ", DestinationKeys.All.Select(static kind => $"'{kind.Name}'"));

    private static PlacedDestination Build(Fields fields)
    {
        var given = DestinationKeys.All.Where(fields.Has).ToList();
        if (given.Count == 0)
            fields.Reading.Problem(fields.Map, $"a destination needs its kind, one of {Named}");
        foreach (var second in given.Skip(1))
            fields.Problem(second, $"a destination has one kind, and this one has '{given[0].Name}' already");
        return new(fields.Get(Id, ""), given.Count == 0 ? null : fields.Find(given[0]), fields.Map.Place);
    }

    private static JsonObject Rules() => new()
    {
        ["oneOf"] = new JsonArray([.. DestinationKeys.All.Select(static kind => (JsonNode)new JsonObject { ["required"] = new JsonArray(kind.Name) })]),
    };
}

/// <param name="Maker"><see langword="null"/> when its settings have problems.</param>
internal sealed record PlacedDestination(string Id, DestinationMaker? Maker, Place Place)
{
    /// <summary>All that can be made; e-mail without a server is a problem.</summary>
    public static ImmutableArray<DestinationDefinition> MakeAll(IEnumerable<PlacedDestination> placed, MailServer? server, Problems problems)
    {
        var made = ImmutableArray.CreateBuilder<DestinationDefinition>();
        foreach (var one in placed)
            if (one.Maker is { NeedsServer: true } && server is null)
                problems.Add(one.Place, "e-mail needs the server that takes it: give it once under 'mail:'");
            else if (one.Maker?.Make(one.Id, server) is { } destination)
                made.Add(destination);
        return made.ToImmutable();
    }
}
