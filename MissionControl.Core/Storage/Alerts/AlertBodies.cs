using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Core.Storage.Alerts;

/// <summary>A batch as the log keeps it: JSON, compressed.</summary>
internal static class BatchBody
{
    public static byte[] Write(AlertBatch batch)
    {
        using var packed = new MemoryStream();
        using (var pack = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(pack, batch, AlertJson.Default.AlertBatch);
        return packed.ToArray();
    }

    public static AlertBatch Read(byte[] body)
    {
        using var unpack = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(unpack, AlertJson.Default.AlertBatch) ?? throw new JsonException("The log holds an empty batch.");
    }
}

/// <summary>What an occurrence says, as one text.</summary>
internal sealed record OccurrenceBody(LabelSet Labels, LabelSet Annotations, ImmutableSortedDictionary<string, double>? Values, string? Link)
{
    public static string Write(Occurrence occurrence) => JsonSerializer.Serialize(
        new(occurrence.Labels, occurrence.Annotations, occurrence.Values.IsEmpty ? null : occurrence.Values, occurrence.Link), AlertJson.Default.OccurrenceBody);

    public static OccurrenceBody Read(string body) => JsonSerializer.Deserialize(body, AlertJson.Default.OccurrenceBody) ?? throw new JsonException("An occurrence is empty.");
}

internal sealed record MatcherBody(string Name, string Kind, string Value);

internal sealed record RecurrenceBody(ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, string Zone);

internal sealed class LabelSetConverter : JsonConverter<LabelSet>
{
    public override LabelSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<KeyValuePair<string, string>> labels = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            labels.Add(new(name, reader.GetString()!));
        }

        return LabelSet.Of(labels);
    }

    public override void Write(Utf8JsonWriter writer, LabelSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(
    Converters = [typeof(LabelSetConverter)], DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(AlertBatch))]
[JsonSerializable(typeof(OccurrenceBody))]
[JsonSerializable(typeof(MatcherBody[]))]
[JsonSerializable(typeof(RecurrenceBody))]
internal sealed partial class AlertJson : JsonSerializerContext;
