using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Keys;

/// <summary>Words for people, or a query. Numbers and switches must be in quotes, as JSON Schema sees it too.</summary>
internal sealed class TextShape : Shape<string>
{
    private readonly int _longest;
    private readonly bool _isOneLine;

    private TextShape(int longest, bool isOneLine) => (_longest, _isOneLine) = (longest, isOneLine);

    public static TextShape Line(int longest) => new(longest, isOneLine: true);

    public static TextShape Lines(int longest) => new(longest, isOneLine: false);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar)
            reading.Expected("a text", node);
        else if (scalar.IsNumber || scalar.IsSwitch)
            reading.Problem(node, $"expected a text, found {node.Described}; put it in quotes if it is meant as text");
        else if (WrongWith(scalar.Text.Trim()) is { } wrong)
            reading.Problem(node, wrong);
        else
            value = scalar.Text.Trim();
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = _longest };

    private string? WrongWith(string text) =>
        text.Length == 0 ? "expected a text, found an empty text"
        : text.Length > _longest ? $"this text has {text.Length} characters; {_longest} is the most"
        : _isOneLine && text.Contains('\n') ? "this text must be on one line"
        : text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')) ? "this text has control characters in it"
        : Secrets.IsIn(text) ? "secrets (${env:…}, ${file:…}) are only filled in in addresses, headers, tokens, users and passwords"
        : null;
}
