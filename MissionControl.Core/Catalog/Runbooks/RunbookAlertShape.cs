using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;
using MissionControl.Core.Runbooks;

namespace MissionControl.Core.Catalog.Runbooks;

/// <summary>
/// Alerts a runbook is for: <c>RecordSyncFailed</c>, the name of alerts or the id of a rule of the catalog; or conditions,
/// <c>'service="records-sync", severity="critical"'</c>.
/// </summary>
internal sealed class RunbookAlertShape : Shape<RunbookAlert>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out RunbookAlert value)
    {
        value = null;
        if (node is not ScalarNode { IsNothing: false } scalar || scalar.Text.Trim() is not { Length: > 0 } text)
            reading.Expected("the name of an alert, or conditions such as 'service=\"search\"'", node);
        else if (text.IndexOfAny(['=', '~']) < 0)
            value = Named(text, node, reading);
        else if (!MatcherText.TryRead(text, out var matchers, out var problem))
            reading.Problem(node, problem);
        else if (matchers.AreTrueOf(LabelSet.Empty))
            reading.Problem(node, "this would be for every alert: at least one condition must ask for a label that is there");
        else
            value = new(text, matchers);
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string" };

    private static RunbookAlert? Named(string text, Node node, Reading reading)
    {
        if (Matcher.TryMake("alertname", MatcherKind.Is, text, out var matcher, out var problem))
            return new(text, [matcher]);
        reading.Problem(node, problem);
        return null;
    }
}
