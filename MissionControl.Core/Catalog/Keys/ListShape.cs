using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>A list; items that are wrong are left out and noted. A key with nothing after it is an empty list.</summary>
/// <param name="what">What is in it, in the plural: "services".</param>
internal sealed class ListShape<T>(string what, Shape<T> item) : Shape<ImmutableArray<T>>
{
    public override bool TryRead(Node node, Reading reading, out ImmutableArray<T> value)
    {
        value = [];
        if (node is ScalarNode { IsNothing: true })
            return true;
        if (node is not ListNode list)
        {
            reading.Problem(node, $"expected a list of {what} (each after '- ', or [in, brackets]), found {(node is MapNode ? node.Described : "a single value")}");
            return false;
        }

        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var entry in list.Items)
            if (item.TryRead(entry, reading, out var read))
                items.Add(read);
        value = items.ToImmutable();
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("array", "null"), ["items"] = item.Schema() };
}

/// <summary>A list in which nothing stands twice.</summary>
internal sealed class SetShape<T>(string what, Shape<T> item) : Shape<ImmutableArray<T>>
    where T : notnull
{
    private readonly ListShape<T> _list = new(what, item);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ImmutableArray<T> value)
    {
        if (!_list.TryRead(node, reading, out value))
            return false;
        var texts = node is ListNode list ? list.Items.OfType<ScalarNode>() : [];
        foreach (var twice in texts.GroupBy(text => text.Text).SelectMany(same => same.Skip(1)))
            reading.Problem(twice, $"{ScalarNode.Quoted(twice.Text)} stands in this list twice");
        return true;
    }

    public override JsonObject Schema()
    {
        var schema = _list.Schema();
        schema["uniqueItems"] = true;
        return schema;
    }
}
