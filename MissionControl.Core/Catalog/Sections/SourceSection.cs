using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Sections.Sources;

namespace MissionControl.Core.Catalog.Sections;

/// <summary><c>sources:</c> where samples come from, each of one kind.</summary>
internal static class SourceSection
{
    private static readonly Key<string> Id = Key.Required("id", IdShape.New("source"), "Kebab-case, unique among sources.");
    private static readonly ImmutableArray<Key<Func<string, SourceDefinition?>>> Kinds = [.. SourceKind.All.Select(kind => kind.Settings)];

    /// <summary><see langword="null"/> for a source whose settings have problems.</summary>
    public static readonly Shape<SourceDefinition?> Entry = new ObjectShape<SourceDefinition?>("a source", [Id, .. Kinds], Build, Rules);

    private static string Named => string.Join(", ", Kinds.Select(kind => $"'{kind.Name}'"));

    private static SourceDefinition? Build(Fields fields)
    {
        var given = Kinds.Where(fields.Has).ToList();
        if (given.Count == 0)
            fields.Reading.Problem(fields.Map, $"a source needs its kind, one of {Named}");
        foreach (var second in given.Skip(1))
            fields.Problem(second, $"a source has one kind, and this one has '{given[0].Name}' already");
        var source = given.Count == 0 ? null : fields.Find(given[0])?.Invoke(fields.Get(Id, ""));
        if (source is PushedSourceDefinition)
            fields.Reading.DeclarePushed(source.Id);
        return source;
    }

    private static JsonObject Rules() => new()
    {
        ["oneOf"] = new JsonArray([.. Kinds.Select(kind => (JsonNode)new JsonObject { ["required"] = new JsonArray(kind.Name) })]),
    };
}
