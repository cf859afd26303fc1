using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Silences;

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

/// <summary>Weekly on <paramref name="Days"/>, unless one of the others is given.</summary>
/// <param name="DayOfMonth">1 to 31.</param>
/// <param name="Nth">Of the weekday that <paramref name="Days"/> names, in every month.</param>
internal sealed record RecurrenceBody(ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, string Zone, bool IsWorking = false, int? DayOfMonth = null, int? Nth = null)
{
    public static RecurrenceBody Of(Recurrence recurs)
    {
        var body = new RecurrenceBody([], recurs.From, recurs.To, recurs.Zone.Id);
        return recurs.On switch
        {
            RecurringDays.Weekly weekly => body with { Days = [.. weekly.Days] },
            RecurringDays.Working => body with { IsWorking = true },
            RecurringDays.OfMonth month => body with { DayOfMonth = month.Day },
            RecurringDays.WeekdayOfMonth month => body with { Days = [month.Weekday], Nth = month.Nth },
            _ => throw new ArgumentOutOfRangeException(nameof(recurs)),
        };
    }

    /// <exception cref="TimeZoneNotFoundException">This machine does not know its zone.</exception>
    public Recurrence Read() => new(
        IsWorking ? new RecurringDays.Working()
            : DayOfMonth is { } day ? new RecurringDays.OfMonth(day)
            : Nth is { } nth ? new RecurringDays.WeekdayOfMonth(nth, Days[0])
            : new RecurringDays.Weekly([.. Days]),
        From, To, TimeZoneInfo.FindSystemTimeZoneById(Zone));
}

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
