using System.Text.Json;
using System.Text.Json.Serialization;

namespace MissionControl.Core.StatusPage;

/// <summary>The public model as the file from which another process shows the page.</summary>
public static class PublicModelJson
{
    public static byte[] Write(PublicModel model) => JsonSerializer.SerializeToUtf8Bytes(model, PublicModelContext.Default.PublicModel);

    /// <summary><see langword="null"/> when that is no public model.</summary>
    public static PublicModel? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, PublicModelContext.Default.PublicModel) is { } model && IsWhole(model) ? model : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A list that is not in the file is none at all, which nobody expects later.
    private static bool IsWhole(PublicModel model) =>
        model is { Page: not null, Zone: not null, Components.IsDefault: false, Incidents.IsDefault: false, Planned.IsDefault: false }
        && model.Components.All(static component => component is { Days.IsDefault: false, Months.IsDefault: false } && component.Days.All(static day => !day.Incidents.IsDefault))
        && model.Incidents.All(static incident => incident is { Components.IsDefault: false, Updates.IsDefaultOrEmpty: false })
        && model.Planned.All(static work => !work.Components.IsDefault);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PublicModel))]
internal sealed partial class PublicModelContext : JsonSerializerContext;
