using System.Text.Json;
using MissionControl.Core;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// GitHub's webhook for deployment statuses (https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status):
/// <code>X-GitHub-Event: deployment_status
/// {"action":"created","deployment_status":{"state":"success","created_at":"2026-11-21T01:52:00Z","log_url":"https://…"},"deployment":{"id":42,"sha":"a10867b1…","ref":"v4.18.0","task":"deploy","environment":"production","created_at":"2026-11-21T01:50:00Z"},"repository":{"name":"identity-web"}}</code>
/// </summary>
internal static class GitHubMessage
{
    public static DoorMessage Read(JsonElement root, HttpRequest request) => DoorMessage.Read(root, fields =>
    {
        if (request.Headers["X-GitHub-Event"] is [{ } kind] && kind != "deployment_status")
            return DoorMessage.NoChange($"Only deployment statuses are changes here; this is {OneLine.Of(kind, 40)}.");
        var (status, deployment, repository) = (fields.NeedFields("deployment_status"), fields.NeedFields("deployment"), fields.NeedFields("repository"));
        if (status is null || deployment is null || repository is null)
            return DoorMessage.NoChange("");
        if (status.Need("state") is not "success" and { Length: > 0 } state)
            return DoorMessage.NoChange($"Only what succeeded is a change; this is {OneLine.Of(state, 40)}.");
        var (began, ended, task) = (deployment.Need("created_at"), status.Text("created_at"), deployment.Text("task"));
        var link = status.Text("log_url");
        return new(
            new()
            {
                Id = $"github-{deployment.NeedNumber("id")}",
                Kind = "deploy",
                Title = $"{repository.Need("name")} {deployment.Need("ref")}{(task is null or "deploy" ? "" : $" ({task})")}",
                At = began,
                // New code runs from some moment between the two on.
                Until = Moments.Read(began) < Moments.Read(ended ?? "") ? ended : null,
                By = "GitHub",
                Link = link is { Length: > 0 } ? link : null,
            },
            deployment.Text("environment"),
            null,
            []) { AtField = "deployment.created_at" };
    });
}
