using System.Text.Json;
using MissionControl.Core;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// Flagsmith's environment webhook (https://docs.flagsmith.com/administration-and-security/platform-configuration/environment-settings):
/// <code>{"event_type":"FLAG_UPDATED","data":{"changed_by":"…","timestamp":"2026-11-21T01:50:00.595298Z","new_state":{"enabled":true,"environment":{"id":23,"name":"Production"},"feature":{"id":7168,"name":"new_search",…},"feature_state_value":null,"identity":null},"previous_state":{…}}}</code>
/// </summary>
internal static class FlagsmithMessage
{
    public static DoorMessage Read(JsonElement root, HttpRequest request) => DoorMessage.Read(root, fields =>
    {
        var type = fields.Need("event_type");
        if (type is not ("FLAG_UPDATED" or "FLAG_DELETED") and { Length: > 0 })
            return DoorMessage.NoChange($"Only flags are changes here; this is {OneLine.Of(type, 60)}.");
        var data = fields.NeedFields("data");
        // Of a flag that was deleted there may be no new state.
        var state = data?.Fields("new_state") ?? data?.NeedFields("previous_state");
        var feature = state?.NeedFields("feature");
        if (data is null || state is null || feature is null)
            return DoorMessage.NoChange("");
        if (state.Text("identity_identifier") is not null)
            return DoorMessage.NoChange("It is for one identity only.");
        var (at, name, environment) = (data.Need("timestamp"), feature.Need("name"), Environment(root));
        return new(
            // They number nothing: the same flag at the same moment is the same change.
            new() { Id = OneLine.Of($"flagsmith-{environment}-{name}-{at}", 200), Kind = "flag", Title = $"{name}: {Said(type, root)}", At = at, By = "Flagsmith" },
            environment,
            null,
            []) { AtField = "data.timestamp" };
    });

    private static string Said(string type, JsonElement root)
    {
        if (type == "FLAG_DELETED")
            return "deleted";
        var (now, before) = (Enabled(root, "new_state"), Enabled(root, "previous_state"));
        return now == before ? "value changed" : now is true ? "turned on" : "turned off";
    }

    private static bool? Enabled(JsonElement root, string state) =>
        root.GetProperty("data") is var data && data.TryGetProperty(state, out var at) && at.ValueKind is JsonValueKind.Object && at.TryGetProperty("enabled", out var enabled)
            ? enabled.ValueKind is JsonValueKind.True
            : null;

    // Older ones send its number instead of an object.
    private static string? Environment(JsonElement root)
    {
        foreach (var state in (string[])["new_state", "previous_state"])
            if (root.GetProperty("data").TryGetProperty(state, out var at) && at.ValueKind is JsonValueKind.Object && at.TryGetProperty("environment", out var environment))
                return environment.ValueKind switch
                {
                    JsonValueKind.Object => environment.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null,
                    JsonValueKind.Number => environment.GetRawText(),
                    _ => null,
                };
        return null;
    }
}
