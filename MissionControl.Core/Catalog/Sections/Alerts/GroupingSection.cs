using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary><c>grouping:</c> by which labels the alerts of a sender are grouped.</summary>
internal static class GroupingSection
{
    private static readonly Key<string> From = Key.Required("from", new DoorShape(), "alertmanager (also a Prometheus pointed straight at us), grafana, sns, eventbridge, generic/INTAKE, prometheus/SOURCE or own.");
    private static readonly Key<ImmutableArray<string>> GroupBy = Key.Required("groupBy", new GroupByShape(), $"The labels, or ['{GroupingRule.EveryLabel}'] for each alert by itself (default {string.Join(", ", GroupingRule.Usual)}).");

    public static readonly Shape<GroupingRule> Entry = new ObjectShape<GroupingRule>("a grouping", [From, GroupBy], static fields =>
    {
        var from = fields.Get(From, "");
        if (from.Length > 0)
            fields.Reading.Declare("grouping of", from, fields.At(From).Place);
        return new(from, fields.Get(GroupBy, []));
    });
}

/// <summary>A door by which alerts come in; those that the catalog opens must be in it.</summary>
internal sealed class DoorShape : Shape<string>
{
    private const string Pattern = "^(alertmanager|grafana|sns|eventbridge|own|generic/[a-z0-9-]+|prometheus/[a-z0-9-]+)$";
    private static readonly ImmutableArray<string> Plain = ["alertmanager", "grafana", "sns", "eventbridge", "own"];

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = (node as ScalarNode)?.Text;
        var parts = value?.Split('/', 2) ?? [];
        if (parts is ["generic" or "prometheus", { Length: > 0 } id])
            reading.Refer(parts[0] == "generic" ? "intake" : "source", id, node.Place);
        else if (value is null || !Plain.Contains(value))
            reading.Problem(node, $"expected where alerts come from ({string.Join(", ", Plain)}, generic/INTAKE or prometheus/SOURCE), found {node.Described}{(value is null ? "" : DidYouMean.Nearest(value, Plain) is { } near ? $"; did you mean '{near}'?" : "")}");
        else
            return true;
        return value is not null && parts.Length == 2;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern };
}

/// <summary>Names of labels, or <c>['...']</c>.</summary>
internal sealed class GroupByShape : Shape<ImmutableArray<string>>
{
    private const int Most = 16;
    private readonly SetShape<string> _labels = new("labels", TextShape.Line(128));

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ImmutableArray<string> value)
    {
        if (!_labels.TryRead(node, reading, out value))
            return false;
        if (value.IsEmpty)
            reading.Problem(node, $"expected at least one label, such as [alertname, cluster]; leave 'groupBy' out for the usual ({string.Join(", ", GroupingRule.Usual)})");
        else if (value.Length > Most)
            reading.Problem(node, $"there are {value.Length} labels; {Most} is the most");
        else if (value.Length > 1 && value.Contains(GroupingRule.EveryLabel))
            reading.Problem(node, $"'{GroupingRule.EveryLabel}' means every label and stands alone");
        return true;
    }

    public override JsonObject Schema()
    {
        var schema = _labels.Schema();
        (schema["minItems"], schema["maxItems"]) = (1, Most);
        return schema;
    }
}
