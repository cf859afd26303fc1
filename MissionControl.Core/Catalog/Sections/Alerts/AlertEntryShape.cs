using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary>An entry of <c>alerts:</c>: a rule that speaks of alerts, or, with <c>source</c> or <c>target</c>, one that keeps some quiet.</summary>
internal sealed class AlertEntryShape : Shape<AlertEntry>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out AlertEntry value)
    {
        if (node is MapNode map && map.Entries.Any(static entry => InhibitionSection.Tells(entry.Key.Text)))
        {
            var isRead = InhibitionSection.Entry.TryRead(node, reading, out var inhibition);
            value = new(null, inhibition);
            return isRead;
        }

        var isRule = AlertSection.Entry.TryRead(node, reading, out var rule);
        value = new(rule, null);
        return isRule;
    }

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(AlertSection.Entry.Schema(), InhibitionSection.Entry.Schema()) };
}

/// <summary>One of the two.</summary>
internal sealed record AlertEntry(AlertRule? Rule, InhibitionRule? Inhibition);
