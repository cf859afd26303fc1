using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary>Words of a rule, with slots that an alert fills in.</summary>
internal sealed class SentenceShape(Shape<string> text) : Shape<string>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        if (!text.TryRead(node, reading, out value))
            return false;
        if (WordSlots.WrongWith(value) is { } wrong)
            reading.Problem(node, wrong);
        return true;
    }

    public override JsonObject Schema() => text.Schema();
}
