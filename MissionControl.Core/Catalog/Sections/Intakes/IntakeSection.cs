using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Intakes;

/// <summary><c>intakes:</c> doors for alerts and changes that need more than a token, each of one kind.</summary>
internal static class IntakeSection
{
    private static readonly Key<string> Id = Key.Required("id", IdShape.New("intake"), "Kebab-case, unique among intakes; part of the address of a generic one.");
    private static readonly ImmutableArray<Key<Func<string, IntakeDefinition?>>> Kinds = [GrafanaKeys.Kind, SnsKeys.Kind, GenericKeys.Kind, .. ChangeKeys.Kinds];

    /// <summary><see langword="null"/> for an intake whose settings have problems.</summary>
    public static readonly Shape<IntakeDefinition?> Entry = new ObjectShape<IntakeDefinition?>("an intake", [Id, .. Kinds], Build, Rules);

    private static string Named => string.Join(", ", Kinds.Select(static kind => $"'{kind.Name}'"));

    private static IntakeDefinition? Build(Fields fields)
    {
        var given = Kinds.Where(fields.Has).ToList();
        if (given.Count == 0)
            fields.Reading.Problem(fields.Map, $"an intake needs its kind, one of {Named}");
        foreach (var second in given.Skip(1))
            fields.Problem(second, $"an intake has one kind, and this one has '{given[0].Name}' already");
        return given.Count == 0 ? null : fields.Find(given[0])?.Invoke(fields.Get(Id, ""));
    }

    private static JsonObject Rules() => new()
    {
        ["oneOf"] = new JsonArray([.. Kinds.Select(static kind => (JsonNode)new JsonObject { ["required"] = new JsonArray(kind.Name) })]),
    };
}
