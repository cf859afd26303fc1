using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary>Labels by their names.</summary>
internal sealed class LabelsShape : Shape<LabelSet>
{
    private readonly TextShape _text = TextShape.Line(SignalRules.LongestLabel);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out LabelSet value)
    {
        value = null;
        if (node is not MapNode map)
        {
            reading.Expected("labels with their values", node);
            return false;
        }

        List<KeyValuePair<string, string>> labels = [];
        foreach (var (name, entry) in map.Entries)
            if (!SignalText.IsName(name.Text) || name.Text == SignalGathering.NameLabel)
                reading.Problem(name, $"{ScalarNode.Quoted(name.Text)} cannot be a label here");
            else if (_text.TryRead(entry, reading, out var text))
                labels.Add(new(name.Text, text));
        value = LabelSet.Of(labels);
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = _text.Schema() };
}
