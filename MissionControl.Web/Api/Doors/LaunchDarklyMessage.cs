using System.Text.Json;
using System.Text.RegularExpressions;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// LaunchDarkly's webhook, an entry of its audit log (https://launchdarkly.com/docs/api/webhooks):
/// <code>{"_id":"57c0…","date":1472243938774,"kind":"flag","name":"New search","titleVerb":"turned on the flag","accesses":[{"action":"updateOn","resource":"proj/default:env/production:flag/new-search"}],"_links":{"site":{"href":"/default/production/features/new-search"}},"member":{…}}</code>
/// </summary>
internal static partial class LaunchDarklyMessage
{
    private const string Site = "https://app.launchdarkly.com";

    // The title of theirs names who did it: it stays out.
    public static DoorMessage Read(JsonElement root, HttpRequest request) => DoorMessage.Read(root, fields =>
    {
        if (fields.Need("kind") is not "flag" and { Length: > 0 } kind)
            return DoorMessage.NoChange($"Only flags are changes here; this is of the kind {Core.OneLine.Of(kind, 40)}.");
        var (id, date, name) = (fields.Need("_id"), fields.Number("date"), fields.Need("name"));
        if (date is not (> 0 and < 4e12))
            fields.Refuse("date", "This must be a time in milliseconds since 1970.");
        var resource = Resource(root) is { } written ? Place().Match(written) : Match.Empty;
        var flag = resource.Groups["flag"] is { Success: true } key ? key.Value : name;
        var verb = fields.Text("titleVerb") is { Length: > 0 } did ? did.Replace(" the flag", "", StringComparison.Ordinal) : "changed";
        var link = fields.Fields("_links")?.Fields("site")?.Text("href");
        return new(
            new()
            {
                Id = $"launchdarkly-{id}",
                Kind = "flag",
                Title = $"{flag}: {verb}",
                At = date is { } at and > 0 and < 4e12 ? Words.Machine(DateTimeOffset.FromUnixTimeMilliseconds((long)at)) : null,
                By = "LaunchDarkly",
                Link = link is ['/', ..] ? Site + link : null,
            },
            resource.Groups["environment"] is { Success: true } environment ? environment.Value : null,
            null,
            []) { AtField = "date" };
    });

    private static string? Resource(JsonElement root) =>
        root.TryGetProperty("accesses", out var accesses) && accesses.ValueKind is JsonValueKind.Array && accesses.GetArrayLength() > 0
        && accesses[0].ValueKind is JsonValueKind.Object && accesses[0].TryGetProperty("resource", out var resource) && resource.ValueKind is JsonValueKind.String
            ? resource.GetString()
            : null;

    [GeneratedRegex("^proj/[^:]{1,200}:env/(?<environment>[^:;]{1,200})[^:]{0,400}:flag/(?<flag>[^:;]{1,200})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
