using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>One of a few words, each the name of an enum's value.</summary>
internal sealed class WordShape<T> : Shape<T>
    where T : struct, Enum
{
    private readonly string _what;
    private readonly ImmutableDictionary<string, T> _values;
    private readonly ImmutableArray<string> _words;

    private WordShape(string what, Func<string, string> spelling)
    {
        _what = what;
        _words = [.. Enum.GetNames<T>().Select(spelling)];
        _values = Enum.GetValues<T>().ToImmutableDictionary(value => spelling(value.ToString()));
    }

    private string Expected => $"{_what} ({string.Join(", ", _words)})";

    /// <summary>Words that begin small, as most do in the catalog.</summary>
    public static WordShape<T> Small(string what) => new(what, JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>Words spelt as in the glossary, such as <c>ProductLead</c>.</summary>
    public static WordShape<T> AsNamed(string what) => new(what, name => name);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is ScalarNode { IsNothing: false } scalar)
        {
            if (_values.TryGetValue(scalar.Text, out value))
                return true;
            var near = DidYouMean.Nearest(scalar.Text, _words);
            reading.Problem(node, $"expected {Expected}, found {node.Described}{(near is null ? "" : $"; did you mean '{near}'?")}");
            return false;
        }

        reading.Expected(Expected, node);
        return false;
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. _words.Select(word => (JsonNode)word)]) };
}
