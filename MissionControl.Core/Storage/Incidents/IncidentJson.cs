using System.Text.Json;
using System.Text.Json.Serialization;
using MissionControl.Core.Incidents.Timeline;

namespace MissionControl.Core.Storage.Incidents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TimelineEvent))]
internal sealed partial class IncidentJson : JsonSerializerContext
{
    public static string Write(TimelineEvent what) => JsonSerializer.Serialize(what, Default.TimelineEvent);

    /// <summary>An event that only a newer release knows stays in the timeline as one that cannot be read, so that rolling back is safe.</summary>
    public static TimelineEvent Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Default.TimelineEvent) ?? new Unreadable();
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return new Unreadable();
        }
    }
}
