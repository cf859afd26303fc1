using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>
/// What a value looks like, said once: the parser reads by it and the published JSON Schema is written from it, so that an
/// editor and the program agree.
/// </summary>
internal abstract class Shape<T>
{
    /// <summary>False when a problem was added.</summary>
    public abstract bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value);

    /// <summary>A new object each time, since JSON nodes have one parent.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A shape of a single value.</summary>
/// <param name="expected">For "expected …, found …".</param>
internal abstract class ScalarShape<T>(string expected) : Shape<T>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        if (node is ScalarNode { IsNothing: false } scalar && TryParse(scalar, out value))
            return true;
        reading.Expected(expected, node);
        value = default;
        return false;
    }

    protected abstract bool TryParse(ScalarNode scalar, [MaybeNullWhen(false)] out T value);
}
