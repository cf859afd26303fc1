using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MissionControl.Core.Alerts.Telling.Outbox;

/// <summary>A message as JSON, the same in our database and for machines: camel case, enums by their names.</summary>
public static class MessageJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(AlertMessage message) => JsonSerializer.Serialize(message, Options);

    /// <exception cref="JsonException">It is none.</exception>
    public static AlertMessage Read(string json) => JsonSerializer.Deserialize<AlertMessage>(json, Options) ?? throw new JsonException("There is no message.");
}
