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
        && IsAddress(model.FollowAt)
        && model.Components.All(static component => component is { Name: not null, Description: not null, Group: not null, Contact: not null, Days.IsDefault: false, Months.IsDefault: false } && IsId(component.Id)
            && component.Days.All(static day => day is { Incidents.IsDefault: false }) && component.Months.All(static month => month is not null))
        && model.Incidents.All(static incident => incident is { Title: not null, TellUsers: not null, Components.IsDefault: false, Updates.IsDefaultOrEmpty: false } && incident.Components.All(IsId)
            && incident.Updates.All(static update => update is { Title: not null, Text: not null }))
        && model.Planned.All(static work => work is { Number: > 0, Title: not null, Text: not null, Components.IsDefault: false, Notices.IsDefaultOrEmpty: false } && work.Components.All(IsId)
            && work.Notices.All(static notice => notice is { Text: not null }));

    // It becomes a link.
    private static bool IsAddress(string? text) => text is null || (text.Length <= 500 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    // It becomes part of addresses and of names of files.
    private static bool IsId(string? id) => id is { Length: > 0 and <= 100 } && id.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PublicModel))]
internal sealed partial class PublicModelContext : JsonSerializerContext;
