using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Sources.Prometheus.Rules;

/// <summary>
/// Reads what <c>/api/v1/rules?type=alert</c> answers:
/// <code>{"status":"success","data":{"groups":[{"rules":[{"type":"alerting","name":"DiskFull","duration":60,"health":"ok","alerts":[{"labels":{…},"annotations":{…},"state":"firing","activeAt":"2026-11-21T02:34:12.568674523Z","value":"1e+00"}]}]}]}}</code>
/// </summary>
internal static class RuleWire
{
    private static readonly SignalPlace Place = SignalPlace.Whole;

    /// <param name="more">Labels that the source's alerts carry everywhere else.</param>
    /// <returns><see langword="null"/> for what is no such answer.</returns>
    public static RuleStates? Read(ReadOnlyMemory<byte> body, LabelSet more, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return Read(document.RootElement, more, now);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The second: a text in it is no text.
            return null;
        }
    }

    private static RuleStates? Read(JsonElement root, LabelSet more, DateTimeOffset now)
    {
        var groups = Member(Member(root, "data"), "groups");
        if (Text(root, "status") != "success" || groups.ValueKind is not JsonValueKind.Array)
            return null;
        var firing = new SignalGathering(now);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in groups.EnumerateArray().SelectMany(static group => Items(group, "rules")))
        {
            if (Text(rule, "type") is not (null or "alerting"))
                continue;
            // Not judged yet, or not able to: that its alerts are not there says nothing.
            if (Text(rule, "health") is not (null or "ok") && Text(rule, "name") is { } name)
                unknown.Add(name);
            foreach (var alert in Items(rule, "alerts").Where(static alert => Text(alert, "state") == "firing"))
                firing.Add(ReadOne(alert, rule, more));
        }

        return new(firing.Signals, unknown.ToFrozenSet(StringComparer.Ordinal), IsPartial: Items(root, "warnings").Any());
    }

    private static SaidSignal ReadOne(JsonElement alert, JsonElement rule, LabelSet more)
    {
        var values = ImmutableSortedDictionary<string, double>.Empty;
        if (SignalText.Number(Text(alert, "value")) is { } value)
            values = values.Add("value", value);
        return new()
        {
            Place = Place,
            // An alert's own label comes before one of the source, as in Prometheus.
            Labels = [.. more, .. Pairs(alert, "labels")],
            Annotations = [.. Pairs(alert, "annotations")],
            IsFiring = true,
            // Alertmanager is told when it began to fire, not when its condition began to hold.
            StartsAt = Text(alert, "activeAt") is { } active && Moments.Read(active) is { } at ? at + Patience(rule) : null,
            Values = values,
        };
    }

    private static TimeSpan Patience(JsonElement rule) =>
        Member(rule, "duration") is { ValueKind: JsonValueKind.Number } duration && duration.TryGetDouble(out var seconds) && seconds is > 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement alert, string name) =>
        Member(alert, name) is { ValueKind: JsonValueKind.Object } pairs
            ? pairs.EnumerateObject().Where(static pair => pair.Value.ValueKind is JsonValueKind.String).Select(static pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))
            : [];

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
}

/// <summary>What the rules of a source say at one moment.</summary>
/// <param name="Firing">Every alert that fires.</param>
/// <param name="Unknown">Names of rules that could not be judged.</param>
/// <param name="IsPartial">Some of the source did not answer: what is not there may well be.</param>
internal sealed record RuleStates(ImmutableArray<AlertSignal> Firing, FrozenSet<string> Unknown, bool IsPartial);
