using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>A key of the catalog.</summary>
/// <param name="name">As written in the file.</param>
/// <param name="words">What it is for; editors show it.</param>
internal abstract class Key(string name, string words, bool isRequired)
{
    public string Name { get; } = name;

    public bool IsRequired { get; } = isRequired;

    public static Key<T> Required<T>(string name, Shape<T> shape, string words) => new(name, shape, words, isRequired: true);

    public static Key<T> Optional<T>(string name, Shape<T> shape, string words) => new(name, shape, words, isRequired: false);

    public JsonObject Schema()
    {
        var schema = ShapeSchema();
        schema.Insert(0, "description", words);
        return schema;
    }

    /// <summary>False when a problem was added.</summary>
    public abstract bool TryRead(Node node, Reading reading, out object? value);

    protected abstract JsonObject ShapeSchema();
}

internal sealed class Key<T>(string name, Shape<T> shape, string words, bool isRequired) : Key(name, words, isRequired)
{
    public override bool TryRead(Node node, Reading reading, out object? value)
    {
        var read = shape.TryRead(node, reading, out var typed);
        value = typed;
        return read;
    }

    protected override JsonObject ShapeSchema() => shape.Schema();
}
