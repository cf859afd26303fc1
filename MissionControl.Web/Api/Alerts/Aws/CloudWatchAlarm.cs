using System.Collections.Immutable;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts.Aws;

/// <summary>One change of a CloudWatch alarm, however it came: by SNS and by EventBridge it is the same alert.</summary>
internal sealed record CloudWatchAlarm
{
    public required string Name { get; init; }

    /// <summary><c>arn:aws:cloudwatch:eu-west-1:123456789012:alarm:NAME</c>; names the region, which SNS gives in words only.</summary>
    public required string Arn { get; init; }

    /// <summary><c>OK</c>, <c>ALARM</c> or <c>INSUFFICIENT_DATA</c>.</summary>
    public required string State { get; init; }

    public string? Description { get; init; }

    public string? Reason { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Since when it was in the state before, when that was not OK.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>What it watches: of one metric that metric, of several (metric math) only what they share, of other alarms nothing.</summary>
    public ImmutableArray<AlarmMetric> Metrics { get; init; } = [];

    /// <summary>Further things said of it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> More { get; init; } = [];

    public ImmutableSortedDictionary<string, double> Values { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    private string[] Parts => Arn.Split(':', 7);

    private bool HasPlace => Parts is ["arn", _, "cloudwatch", { Length: > 0 }, { Length: > 0 }, "alarm", _];

    /// <summary>Insufficient data fires as what cannot be seen: it is not over, and nothing is known to be wrong.</summary>
    public SaidSignal Say()
    {
        var isOver = State == "OK";
        return new()
        {
            Place = SignalPlace.Whole,
            Labels = Labels(),
            Annotations = [.. Said("description", Description), .. Said("reason", Reason), .. More],
            IsFiring = !isOver,
            CannotSee = State == "INSUFFICIENT_DATA",
            StartsAt = isOver ? Before ?? At : At,
            EndsAt = isOver ? At : null,
            Values = Values,
            Link = Link(),
        };
    }

    /// <summary>The numbers behind a state, and those of its band. CloudWatch writes them as JSON in a text.</summary>
    /// <param name="data"><c>{"recentDatapoints":[99.5],"threshold":80.0,"recentLowerThresholds":[1],"recentUpperThresholds":[5],"evaluatedDatapoints":[{"timestamp":"…","value":99.5}]}</c></param>
    public static ImmutableSortedDictionary<string, double> ReadReason(string? data)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        if (data is null || Parse(data) is not { ValueKind: JsonValueKind.Object } root)
            return values.ToImmutable();
        Note("value", Newest(root) ?? Last(root, "recentDatapoints"));
        Note("threshold", Number(root, "threshold"));
        Note("lower", Last(root, "recentLowerThresholds"));
        Note("upper", Last(root, "recentUpperThresholds"));
        return values.ToImmutable();

        void Note(string name, double? number)
        {
            if (number is { } known)
                values[name] = known;
        }
    }

    /// <summary><see langword="null"/> for what is no JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The second: a name in it is no text.
            return null;
        }
    }

    public static double? Number(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) ? Number(value) : null;

    public static IEnumerable<KeyValuePair<string, string>> Said(string name, string? text) => text is { Length: > 0 } ? [new(name, text)] : [];

    private List<KeyValuePair<string, string>> Labels()
    {
        List<KeyValuePair<string, string>> labels = [new(SignalGathering.NameLabel, Name)];
        if (HasPlace)
            labels.AddRange([new("region", Parts[3]), new("account", Parts[4])]);
        if (Metrics.Select(static metric => metric.Namespace).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } shared])
            labels.Add(new("namespace", shared));
        if (Metrics is not [{ Name: { Length: > 0 } metric } one])
            return labels;
        labels.Add(new("metric", metric));
        foreach (var (name, value) in one.Dimensions)
            labels.Add(new(labels.Exists(label => label.Key == name) ? $"dimension_{name}" : name, value));
        return labels;
    }

    private string? Link()
    {
        if (!HasPlace)
            return null;
        var console = Parts[1] switch
        {
            "aws-cn" => "console.amazonaws.cn",
            "aws-us-gov" => "console.amazonaws-us-gov.com",
            _ => "console.aws.amazon.com",
        };
        return $"https://{console}/cloudwatch/home?region={Uri.EscapeDataString(Parts[3])}#alarmsV2:alarm/{Uri.EscapeDataString(Name)}";
    }

    // Those of evaluated datapoints are dated, so their order does not matter.
    private static double? Newest(JsonElement root) =>
        root.TryGetProperty("evaluatedDatapoints", out var points) && points.ValueKind is JsonValueKind.Array
            ? points.EnumerateArray()
                .Select(static point => (At: AlertJson.TryText(point, "timestamp") is { } text ? Moments.Read(text) : null, Value: Number(point, "value")))
                .Where(static point => point is { At: not null, Value: not null }).OrderBy(static point => point.At).LastOrDefault().Value
            : null;

    private static double? Last(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array && list.GetArrayLength() is > 0 and var count ? Number(list[count - 1]) : null;

    private static double? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}

internal sealed record AlarmMetric(string Namespace, string Name, ImmutableArray<KeyValuePair<string, string>> Dimensions);
