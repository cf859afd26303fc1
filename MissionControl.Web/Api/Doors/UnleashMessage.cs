using System.Text.Json;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// Unleash's webhook, an event without a body template (https://docs.getunleash.io/integrate/webhook):
/// <code>{"id":149,"type":"feature-environment-enabled","createdAt":"2026-11-21T01:50:00.000Z","createdBy":"…","featureName":"new-search","project":"default","environment":"production","data":{…},"tags":[]}</code>
/// </summary>
internal static class UnleashMessage
{
    // What changes how people are served; drafts, tags and requests for changes do not.
    private static readonly Dictionary<string, string> _said = new(StringComparer.Ordinal)
    {
        ["feature-environment-enabled"] = "turned on",
        ["feature-environment-disabled"] = "turned off",
        ["feature-strategy-add"] = "strategy added",
        ["feature-strategy-update"] = "strategy changed",
        ["feature-strategy-remove"] = "strategy removed",
        ["feature-environment-variants-updated"] = "variants changed",
        ["feature-variants-updated"] = "variants changed",
        ["feature-archived"] = "archived",
        ["feature-revived"] = "brought back",
    };

    public static DoorMessage Read(JsonElement root, HttpRequest request) => DoorMessage.Read(root, static fields =>
    {
        var type = fields.Need("type");
        if (type.Length > 0 && !_said.ContainsKey(type))
            return DoorMessage.NoChange($"Nobody is served otherwise by {Core.OneLine.Of(type, 60)}.");
        return new(
            new()
            {
                Id = $"unleash-{fields.NeedNumber("id")}",
                Kind = "flag",
                Title = $"{fields.Need("featureName")}: {_said.GetValueOrDefault(type)}",
                At = fields.Need("createdAt"),
                By = "Unleash",
            },
            fields.Text("environment"),
            null,
            []) { AtField = "createdAt" };
    });
}
