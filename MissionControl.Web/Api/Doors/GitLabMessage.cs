using System.Globalization;
using System.Text.Json;
using MissionControl.Core;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// GitLab's webhook for deployments and feature flags (https://docs.gitlab.com/user/project/integrations/webhook_events/#deployment-events):
/// <code>{"object_kind":"deployment","status":"success","status_changed_at":"2026-11-21 01:52:00 +0000","deployment_id":15,"deployable_url":"https://…","environment":"production","project":{"name":"identity-web"},"short_sha":"279484c0","ref":"main"}
/// {"object_kind":"feature_flag","project":{"name":"shop"},"object_attributes":{"id":6,"name":"new-search","active":true}}</code>
/// </summary>
internal static class GitLabMessage
{
    private static readonly string[] _times = ["yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss 'UTC'"];

    public static DoorMessage Read(JsonElement root, HttpRequest request) => DoorMessage.Read(root, fields => fields.Need("object_kind") switch
    {
        "deployment" => Deployment(fields),
        "feature_flag" => Flag(fields, root),
        var kind => DoorMessage.NoChange($"Only deployments and feature flags are changes here; this is {OneLine.Of(kind, 40)}."),
    });

    private static DoorMessage Deployment(JsonFields fields)
    {
        if (fields.Need("status") is not "success" and { Length: > 0 } status)
            return DoorMessage.NoChange($"Only what succeeded is a change; this is {OneLine.Of(status, 40)}.");
        var (project, at) = (fields.NeedFields("project"), Time(fields.Need("status_changed_at")));
        var link = fields.Text("deployable_url");
        return new(
            new()
            {
                Id = $"gitlab-{fields.NeedNumber("deployment_id")}",
                Kind = "deploy",
                Title = $"{project?.Need("name")} {fields.Need("ref")} {fields.Text("short_sha")}",
                At = at,
                By = "GitLab",
                Link = link is { Length: > 0 } ? link : null,
            },
            fields.Text("environment"),
            null,
            []) { AtField = "status_changed_at" };
    }

    // They say neither when nor which time: it is now.
    private static DoorMessage Flag(JsonFields fields, JsonElement root)
    {
        var flag = fields.NeedFields("object_attributes");
        var name = flag?.Need("name");
        var isOn = flag is not null && root.GetProperty("object_attributes").TryGetProperty("active", out var active) && active.ValueKind is JsonValueKind.True;
        return new(new() { Kind = "flag", Title = $"{name}: turned {(isOn ? "on" : "off")}", By = "GitLab" }, null, null, []);
    }

    // "2026-11-21 01:52:00 +0000", and in some versions " UTC"; what is neither is told as it came.
    private static string Time(string text) =>
        DateTimeOffset.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Words.Machine(at) : text;
}
