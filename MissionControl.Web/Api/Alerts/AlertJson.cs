using System.Globalization;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Web.Api.Alerts;

/// <summary>
/// Reads pieces of what senders of alerts write. Fields that are not there are nothing; those of another kind are problems. Unknown fields are
/// ignored: newer versions of senders add some.
/// </summary>
internal static class AlertJson
{
    /// <summary><see langword="null"/> for what is not there, is null, or is no text (a problem then, when it has a place).</summary>
    public static string? Text(JsonElement from, string name, SignalPlace place, SignalGathering gathering)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (TryText(value) is { } text)
            return text;
        gathering.Refuse(place.Field(name), "This must be a text.");
        return null;
    }

    /// <summary><see langword="null"/> for what is no text: a number, or half a character pair, escaped, which is valid JSON.</summary>
    public static string? TryText(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of a field of the message as a whole; <see langword="null"/> for anything else.</summary>
    public static string? TryText(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) ? TryText(value) : null;

    /// <summary>Names with values, for example <c>{"alertname":"DiskFull"}</c>; empty for what is not there.</summary>
    public static List<KeyValuePair<string, string>> Pairs(JsonElement from, string name, SignalPlace place, SignalGathering gathering)
    {
        if (!from.TryGetProperty(name, out var set) || set.ValueKind is JsonValueKind.Null)
            return [];
        if (set.ValueKind is not JsonValueKind.Object)
        {
            gathering.Refuse(place.Field(name), "This must be an object of names and texts.");
            return [];
        }

        var pairs = new List<KeyValuePair<string, string>>(set.GetPropertyCount());
        foreach (var property in set.EnumerateObject())
            if (NameOf(property) is not { } key)
                gathering.Refuse(place.Field(name), "One of the names in it is no text.");
            else if (TryText(property.Value) is { } text)
                pairs.Add(new(key, text));
            else if (property.Value.ValueKind is not JsonValueKind.Null)
                gathering.Refuse(place.Field($"{name}.{Problems.Echo(OneLine.Of(key))}"), "This must be a text.");
        return pairs;
    }

    /// <summary>RFC 3339 with up to nanoseconds; the year 1 is how Go says that a time is not known.</summary>
    public static DateTimeOffset? Time(JsonElement from, string name, SignalPlace place, SignalGathering gathering)
    {
        if (Text(from, name, place, gathering) is not { Length: > 0 } text || text.StartsWith("0001-01-01", StringComparison.Ordinal))
            return null;
        if (Moments.Read(text) is { } at)
            return at;
        gathering.Refuse(place.Field(name), $"This must be {Moments.Expected}.");
        return null;
    }

    /// <summary>0 for what is not there or no whole number of a size we can hold.</summary>
    public static int Count(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count : 0;

    /// <summary>What a JSON value is as text: texts, numbers and switches; <see langword="null"/> for the rest.</summary>
    public static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TryText(value),
        JsonValueKind.Number => value.TryGetDouble(out var number) && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
