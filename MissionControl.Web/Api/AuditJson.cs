using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MissionControl.Core.Journal;

namespace MissionControl.Web.Api;

/// <summary>Journal entries as JSON. By hand, because a body is JSON already and there may be millions.</summary>
internal static class AuditJson
{
    // Letters such as £ stay readable: answers are JSON and never part of a page.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Utf8JsonWriter Writer(System.Buffers.IBufferWriter<byte> output) => new(output, _options);

    public static void Write(Utf8JsonWriter json, JournalPage page)
    {
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var entry in page.Entries)
            Write(json, entry);
        json.WriteEndArray();
        if (page.Next is { } next)
            json.WriteNumber("next", next);
        else
            json.WriteNull("next");
        if (page.LookedBackTo is { } reached)
            json.WriteString("lookedBackTo", Time(reached));
        else
            json.WriteNull("lookedBackTo");
        json.WriteEndObject();
        json.Flush();
    }

    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("at", Time(entry.At));
        json.WriteString("kind", entry.Kind);
        json.WriteString("subject", entry.Subject);
        json.WriteString("actor", entry.Actor);
        json.WriteString("from", entry.From);
        json.WriteString("words", JournalWords.Tell(entry));
        json.WritePropertyName("body");
        WriteBody(json, entry.Body);
        json.WriteString("previousHash", Convert.ToHexStringLower(entry.PreviousHash.AsSpan()));
        json.WriteString("hash", Convert.ToHexStringLower(entry.Hash.AsSpan()));
        json.WriteEndObject();
    }

    // What somebody made no JSON in the database is told as the text it is.
    private static void WriteBody(Utf8JsonWriter json, string body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            json.WriteRawValue(body, skipInputValidation: true);
        }
        catch (JsonException)
        {
            json.WriteStringValue(body);
        }
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
