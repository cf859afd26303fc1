using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>The path of a file that exists, relative to the catalog folder; read as its full path.</summary>
internal sealed class FileShape : Shape<string>
{
    private readonly TextShape _text = TextShape.Line(1000);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        if (!_text.TryRead(node, reading, out value))
            return false;
        var path = Path.GetFullPath(Path.Combine(reading.Folder, value));
        if (!File.Exists(path))
        {
            reading.Problem(node, $"the file {ScalarNode.Quoted(value)} does not exist (paths are relative to the catalog folder)");
            return false;
        }

        value = path;
        return true;
    }

    public override JsonObject Schema() => _text.Schema();
}
