using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>An entry with known keys. Any other key is a problem.</summary>
/// <param name="what">For messages, with its article: "a BPM".</param>
/// <param name="build">Makes the value and checks what no single key can know. May answer with gaps: problems keep it from use.</param>
/// <param name="rules">Further JSON Schema that says what <paramref name="build"/> checks, as far as a schema can.</param>
internal sealed class ObjectShape<T>(string what, ImmutableArray<Key> keys, Func<Fields, T> build, Func<JsonObject> rules) : Shape<T>
{
    private readonly ImmutableArray<string> _names = [.. keys.Select(key => key.Name)];

    public ObjectShape(string what, ImmutableArray<Key> keys, Func<Fields, T> build)
        : this(what, keys, build, () => [])
    {
    }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        if (node is not MapNode map)
        {
            // Not quoted: what stands here by mistake may be a password.
            var found = node is ScalarNode { IsNothing: false } ? "a single value" : node.Described;
            var named = _names.IsEmpty ? "which has no keys: {}" : $"with its keys ({string.Join(", ", _names)})";
            reading.Problem(node, $"expected {what} {named}, found {found}");
            value = default;
            return false;
        }

        var fields = new Fields(map, reading);
        foreach (var (name, entry) in map.Entries)
        {
            if (keys.FirstOrDefault(key => key.Name == name.Text) is { } key)
                fields.Read(key, entry);
            else
                reading.Problems.Add(name.Place, () => $"unknown key {ScalarNode.Quoted(name.Text)} in {what}{DidYouMean.Hint(name.Text, _names)}");
        }

        foreach (var key in keys.Where(key => key.IsRequired && !fields.Has(key)))
            reading.Problem(map, $"{what} needs the key '{key.Name}'");
        value = build(fields);
        return true;
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in keys)
            properties.Add(key.Name, key.Schema());
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (keys.Any(key => key.IsRequired))
            schema["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name)]);
        foreach (var (name, rule) in rules())
            schema[name] = rule?.DeepClone();
        return schema;
    }
}
