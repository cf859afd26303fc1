using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Sections.Alerts;

/// <summary>
/// Which alerts a rule speaks of: <c>{ alertname: SyncFailed, stable: [London, York] }</c>, or, as the <c>matchers</c> of an Alertmanager,
/// <c>['alertname="SyncFailed"', 'stable=~"London|York"']</c>.
/// </summary>
internal sealed class MatchShape : Shape<ImmutableArray<Matcher>>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ImmutableArray<Matcher> value)
    {
        var matchers = ImmutableArray.CreateBuilder<Matcher>();
        var isGood = node switch
        {
            MapNode map => ReadLabels(map, reading, matchers),
            ListNode list => ReadTexts(list, reading, matchers),
            _ => Wrong(node, "expected labels with their values, such as { alertname: SyncFailed }, or a list of conditions such as ['alertname=~\"Sync.*\"']", reading),
        };
        value = matchers.ToImmutable();
        return isGood && (!value.IsEmpty || Wrong(node, "a rule without a condition would speak of every alert; give at least one, such as { alertname: SyncFailed }", reading));
    }

    public override JsonObject Schema()
    {
        static JsonArray Text() => ["string", "number", "boolean"];
        return new()
        {
            ["anyOf"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "object",
                    ["minProperties"] = 1,
                    ["additionalProperties"] = new JsonObject
                    {
                        ["anyOf"] = new JsonArray(
                            new JsonObject { ["type"] = Text() },
                            new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = Text() } }),
                    },
                },
                new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string" } }),
        };
    }

    private static bool ReadLabels(MapNode map, Reading reading, ImmutableArray<Matcher>.Builder matchers)
    {
        var isGood = true;
        foreach (var (name, entry) in map.Entries)
        {
            ImmutableArray<Node> values = entry is ListNode list ? list.Items : [entry];
            if (values.IsEmpty || values.FirstOrDefault(static one => one is not ScalarNode { IsNothing: false }) is not null)
                isGood = Wrong(entry, $"expected the value of the label {ScalarNode.Quoted(name.Text)}, or a list of values of which one must hold, found {entry.Described}", reading);
            else
                isGood &= Add(name, name.Text, [.. values.Cast<ScalarNode>().Select(static one => one.Text)], reading, matchers);
        }

        return isGood;
    }

    private static bool Add(Node place, string name, ImmutableArray<string> values, Reading reading, ImmutableArray<Matcher>.Builder matchers)
    {
        var (kind, text) = values.Length == 1 ? (MatcherKind.Is, values[0]) : (MatcherKind.Matches, string.Join('|', values.Select(Escaped)));
        if (!Matcher.TryMake(name, kind, text, out var matcher, out var problem))
            return Wrong(place, problem, reading);
        matchers.Add(matcher);
        return true;
    }

    private static bool ReadTexts(ListNode list, Reading reading, ImmutableArray<Matcher>.Builder matchers)
    {
        var isGood = true;
        foreach (var item in list.Items)
            if (item is not ScalarNode { IsNothing: false } text)
                isGood = Wrong(item, $"expected a condition such as 'service=~\"search|public-site\"', found {item.Described}", reading);
            else if (MatcherText.TryRead(text.Text, out var read, out var problem))
                matchers.AddRange(read);
            else
                isGood = Wrong(item, problem, reading);
        return isGood;
    }

    // A space needs no backslash here, and people read these.
    private static string Escaped(string value) => Regex.Escape(value).Replace("\\ ", " ", StringComparison.Ordinal);

    private static bool Wrong(Node node, string words, Reading reading)
    {
        reading.Problem(node, words);
        return false;
    }
}
