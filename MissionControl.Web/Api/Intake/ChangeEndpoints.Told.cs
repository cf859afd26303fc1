using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using MissionControl.Core.Changes;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Intake;

internal static partial class ChangeEndpoints
{
    private static readonly ChangeJson _deploy = new(
        "identity-web-418", "deploy", "identity-web 4.18.0", "identity", Moment(1, 50, 0), null, "deploy job", "https://ci.example.org/runs/418", Moment(1, 50, 2), null);

    private static readonly Told _tell = new("tellChange", "Tell a change")
    {
        Words = "A deploy, flag, configuration or infrastructure change: it stands on the board at once. Told again under the same id it is the same change, so retries are safe. "
            + "PagerDuty's change events are taken too.",
        Takes =
        [
            Sent.Json("change", new ChangeTold("deploy", "identity-web 4.18.0", "identity", Moment(1, 50, 0), null, "deploy job", "https://ci.example.org/runs/418", "identity-web-418"), ApiJson.Context.ChangeTold),
            Sent.Json(
                "pagerDuty",
                new PagerDutyEvent(
                    new("identity-web 4.18.0", Moment(1, 50, 0), "identity", new("deploy", null, "identity-web-418")),
                    [new("https://ci.example.org/runs/418", "The run")],
                    "R0"),
                ApiJson.Context.PagerDutyEvent),
        ],
        Answers =
        [
            Given.Json("The change as it is kept.", _deploy, ApiJson.Context.ChangeJson),
            Given.Json("The same, for PagerDuty's shape.", new PagerDutyAnswer("success", "Change event processed"), ApiJson.Context.PagerDutyAnswer) with { Status = StatusCodes.Status202Accepted },
        ],
    };

    private static readonly Told _ask = new("listChanges", "What changed, the newest first")
    {
        Words = "Those that were told, by when they were made.",
        Asks =
        [
            Asked.Time("from", "Where to begin; 7 days before the end without it.", "2026-11-20T00:00:00Z"),
            Asked.Time("to", "Where to end; a day ahead without it, for what is planned.", "2026-11-22T00:00:00Z"),
            Asked.Text("service", "The id of a service: its changes and those of all.", "identity", ChangeRules.LongestService),
            Asked.Limit(ChangesQuery.UsualLimit, ChangesQuery.MostLimit),
            Asked.After("the next of the page before", "639300594000000000-0193a5b27d5c7a3e8f1d2c3b4a596877"),
        ],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of changes.", new ChangesAnswer([_deploy], null), ApiJson.Context.ChangesAnswer)],
    };

    private static DateTimeOffset Moment(int hour, int minute, int second) => new(2026, 11, 21, hour, minute, second, TimeSpan.Zero);
}

// Only for the document, like those below: what comes is read field by field, so that every wrong one is named.
/// <summary>A change to tell.</summary>
/// <param name="Title">What was changed, one line. Everybody inside sees it.</param>
/// <param name="Service">The id of a service; of all without it.</param>
/// <param name="At">Now without it. At most 90 days back or 1 day ahead.</param>
/// <param name="Until">When it was complete, at most 31 days later.</param>
/// <param name="By">What made it.</param>
/// <param name="Link">http or https.</param>
/// <param name="Id">Your own name for it.</param>
/// <param name="RollsBack">The id of the change that this one takes back.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChangeTold(
    [property: WordsOf(typeof(ChangeKind))] string Kind,
    [property: MaxLength(ChangeRules.LongestTitle)] string Title,
    [property: MaxLength(ChangeRules.LongestService)] string? Service = null,
    DateTimeOffset? At = null,
    DateTimeOffset? Until = null,
    [property: MaxLength(ChangeRules.LongestBy)] string? By = null,
    [property: MaxLength(ChangeRules.LongestLink)] string? Link = null,
    [property: MaxLength(ChangeRules.LongestKey)] string? Id = null,
    [property: MaxLength(ChangeRules.LongestKey)] string? RollsBack = null);

/// <summary>PagerDuty's change event, as far as we read it: https://developer.pagerduty.com/docs/send-change-events.</summary>
/// <param name="RoutingKey">Ignored.</param>
internal sealed record PagerDutyEvent(
    PagerDutyPayload Payload, IReadOnlyList<PagerDutyLink>? Links = null, [property: JsonPropertyName("routing_key")] string? RoutingKey = null);

/// <param name="Summary">The title.</param>
/// <param name="Source">The service where it is the id of one, else who made it.</param>
internal sealed record PagerDutyPayload(
    string Summary, DateTimeOffset? Timestamp = null, string? Source = null, [property: JsonPropertyName("custom_details")] PagerDutyDetails? CustomDetails = null);

/// <param name="Kind">deploy without it.</param>
internal sealed record PagerDutyDetails([property: WordsOf(typeof(ChangeKind))] string? Kind = null, string? Service = null, string? Id = null, string? RollsBack = null);

internal sealed record PagerDutyLink(string Href, string? Text = null);
