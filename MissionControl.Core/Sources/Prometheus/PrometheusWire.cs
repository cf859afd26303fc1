using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Sources.Prometheus;

/// <summary>
/// Reads what Prometheus answers. Unknown keys are ignored, as newer versions and its relatives add some.
/// <code>{"status":"success","data":{"resultType":"vector","result":[{"metric":{"job":"a"},"value":[1795228460,"0.5"]}]},"warnings":["…"]}</code>
/// </summary>
internal static class PrometheusWire
{
    private const int LabelsShown = 120;

    // Past these, DateTimeOffset ends too: 0001-01-01 and 9999-12-31.
    private const double FirstSecond = -62_135_596_800;
    private const double LastSecond = 253_402_300_799;

    /// <exception cref="JsonException">Not JSON, or it breaks off.</exception>
    public static PrometheusEnvelope ReadEnvelope(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (Text(root, "status") is not { } status)
            return new PrometheusEnvelope("", "", "", null, null);
        var warning = string.Join("; ", Words(root, "warnings").Concat(Words(root, "infos")));
        var answer = status == "success" ? ReadData(Member(root, "data")) : null;
        return new PrometheusEnvelope(status, Text(root, "errorType") ?? "", Text(root, "error") ?? "", warning.Length > 0 ? warning : null, answer);
    }

    private static PrometheusAnswer ReadData(JsonElement data)
    {
        var result = Member(data, "result");
        var type = Text(data, "resultType");
        return (type, result.ValueKind) switch
        {
            ("scalar", JsonValueKind.Array) => Points([result]),
            ("vector" or "matrix", JsonValueKind.Array) => ReadSeries(result),
            ("string", _) => Bad("The query answers a text, not a number."),
            _ => Bad($"The answer has the result type '{type}', which Mission Control does not know."),
        };
    }

    private static PrometheusAnswer ReadSeries(JsonElement result)
    {
        var count = result.GetArrayLength();
        if (count == 0)
            return new PrometheusAnswer([]);
        if (count > 1)
            return Bad($"The query answers {count:N0} series where one is needed, for example {Labels(result[0])} and {Labels(result[1])}. Make them one, for example with sum(...).");
        var series = result[0];
        if (Member(series, "histogram").ValueKind != JsonValueKind.Undefined || Member(series, "histograms").ValueKind != JsonValueKind.Undefined)
            return Bad("The query answers a histogram, not a number. Take one number from it, for example with histogram_quantile(...) or histogram_count(...).");
        var values = Member(series, "values");
        return values.ValueKind == JsonValueKind.Array ? Points(values.EnumerateArray()) : Points([Member(series, "value")]);
    }

    private static PrometheusAnswer Points(IEnumerable<JsonElement> pairs)
    {
        var points = ImmutableArray.CreateBuilder<Point>();
        foreach (var pair in pairs)
        {
            if (ReadPoint(pair) is not { } point)
                return Bad("The answer holds something other than pairs of a time and a number.");
            points.Add(point);
        }

        return new PrometheusAnswer(points.DrainToImmutable());
    }

    // [1795228460.123, "0.5"]; also "NaN", "+Inf", "-Inf"
    private static Point? ReadPoint(JsonElement pair)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[0].ValueKind != JsonValueKind.Number)
            return null;
        if (!pair[0].TryGetDouble(out var seconds) || seconds is not (>= FirstSecond and <= LastSecond))
            return null;
        var number = pair[1].ValueKind switch
        {
            JsonValueKind.String => Number(pair[1].GetString()!),
            JsonValueKind.Number => pair[1].GetDouble(),
            _ => null,
        };
        return number is { } value ? new Point((long)Math.Round(seconds * 1000), value) : null;
    }

    private static double? Number(string text) => text switch
    {
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private static string Labels(JsonElement series)
    {
        var metric = Member(series, "metric");
        if (metric.ValueKind != JsonValueKind.Object)
            return "{}";
        var text = "{" + string.Join(", ", metric.EnumerateObject().Select(label => $"{label.Name}=\"{label.Value}\"")) + "}";
        return text.Length <= LabelsShown ? text : text[..LabelsShown] + "…}";
    }

    private static PrometheusAnswer Bad(string detail) => PrometheusAnswer.Failed(FailureKind.BadAnswer, detail);

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IEnumerable<string> Words(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : [];
}

/// <summary>The outer object of every answer.</summary>
/// <param name="Status"><c>success</c>, <c>error</c>, or empty when this is JSON but not Prometheus's.</param>
/// <param name="Answer">What it carries when the status is <c>success</c>.</param>
internal sealed record PrometheusEnvelope(string Status, string ErrorType, string Error, string? Warning, PrometheusAnswer? Answer);
