using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// An entry as a line of an exported segment. The time has seven digits after the point, always, and the body is a text: exactly what is hashed,
/// which a JSON value would not be after somebody's parser wrote it again.
/// </summary>
internal static class SegmentLine
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> output, JournalRow row)
    {
        using (var json = new Utf8JsonWriter(output, _options))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", row.Sequence);
            json.WriteString("at", Time(row.At));
            json.WriteString("kind", row.Kind);
            json.WriteString("subject", row.Subject);
            json.WriteString("actor", row.Actor);
            json.WriteString("body", row.Body);
            json.WriteString("previousHash", Convert.ToHexStringLower(row.PreviousHash));
            json.WriteString("hash", Convert.ToHexStringLower(row.Hash));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary><see langword="null"/> for what is no such line.</summary>
    public static JournalRow? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            return new()
            {
                Sequence = entry.GetProperty("sequence").GetInt64(),
                At = DateTimeOffset.ParseExact(Text("at"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Kind = Text("kind"),
                Subject = Text("subject"),
                Actor = Text("actor"),
                Body = Text("body"),
                PreviousHash = Convert.FromHexString(Text("previousHash")),
                Hash = Convert.FromHexString(Text("hash")),
            };

            string Text(string key) => entry.GetProperty(key).GetString() ?? throw new FormatException($"{key} is nothing");
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
