using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>A text in which secrets are filled in. Its messages never quote it: it may be a secret itself.</summary>
internal sealed class SecretShape : Shape<string>
{
    private const int Longest = 16 * 1024;

    private readonly bool _isHeader;

    private SecretShape(bool isHeader) => _isHeader = isHeader;

    public static SecretShape Anything { get; } = new(isHeader: false);

    /// <summary>Headers carry ASCII only; found here rather than with every request.</summary>
    public static SecretShape Header { get; } = new(isHeader: true);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar)
        {
            reading.Expected("a text, such as ${env:NAME} or ${file:PATH}", node);
            return false;
        }

        var (filled, reason) = reading.Secrets.FillIn(scalar.Text);
        reason ??= filled!.Length == 0 ? "expected a text, found an empty text"
            : filled.Length > Longest ? $"this text is longer than {Longest} characters once its secrets are filled in"
            : filled.Any(char.IsControl) ? "this text has a line break or control character in it once its secrets are filled in"
            : _isHeader && filled.Any(letter => !char.IsAscii(letter)) ? "this text is sent as a header, so it must be plain ASCII once its secrets are filled in"
            : null;
        if (reason is null)
            value = filled;
        else
            reading.Problem(node, reason);
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };
}
