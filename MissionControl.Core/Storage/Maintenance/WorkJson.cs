using System.Text.Json;
using System.Text.Json.Serialization;
using MissionControl.Core.Maintenance;

namespace MissionControl.Core.Storage.Maintenance;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Work))]
internal sealed partial class WorkJson : JsonSerializerContext
{
    public static string Write(Work work) => JsonSerializer.Serialize(work, Default.Work);

    /// <summary><see langword="null"/> for what only a newer release can read, so that rolling back is safe.</summary>
    public static Work? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Default.Work);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
