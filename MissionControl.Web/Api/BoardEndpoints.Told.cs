using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api;

internal static partial class BoardEndpoints
{
    private static readonly DateTimeOffset _moment = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    private static readonly BpmJson _signIns = new(
        "sign-in-success", "Sign-in success", "Of those who open the sign-in page, the share that reaches the dashboard.", "ratio", "%", "PT30S", "fixed",
        "critical", "retention", "Weekly active renters", "identity", "below", "PT5M", ["identity"], [Audience.Responder, Audience.ProductLead], "sign-in-failures", null);

    private static readonly Told _board = new("getBoard", "The board as it stands")
    {
        Words = "The verdict, every tile and service, and what changed in the last 24 hours, all of one moment. Ask as often as you like with If-None-Match.",
        IsTagged = true,
        Answers =
        [
            Given.Json("The board.", new BoardJson(
                22,
                _moment,
                new(VerdictLevel.ActNow, "Sign-in success is below normal", ["About 190 fewer people signed in than expected"]),
                [new("sign-in-success", "Sign-in success", TileState.Off, 0.412, "%", 480, 0.62, 0.7, 0.78, _moment.AddMinutes(-12), _moment.AddSeconds(-8), "Below normal for 12 min, about 190 fewer than expected")],
                [new("identity", "Identity", Health.PartialOutage, "Sign-in success is off")],
                [],
                new(0, 0),
                [new("identity-web-418", "deploy", "identity-web 4.18.0", "identity", _moment.AddMinutes(-14), null, "deploy job", null, _moment.AddMinutes(-14).AddSeconds(2), null)]), ApiJson.Context.BoardJson),
        ],
    };

    private static readonly Told _bpms = new("listBpms", "All BPMs, in catalog order")
    {
        Words = "What is watched, in the words of the catalog, and what each latest band was computed from.",
        Asks = [Asked.Limit(PageQuery.Most, PageQuery.Most), Asked.After("the id of the last BPM of the page before", "sign-in-success")],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of BPMs.", [_signIns], ApiJson.Context.ImmutableArrayBpmJson)],
    };

    private static readonly Told _bpm = new("getBpm", "One BPM")
    {
        Words = "Its definition, and what its latest band was computed from.",
        Asks = [Id],
        IsTagged = true,
        Answers = [Given.Json("The BPM.", _signIns, ApiJson.Context.BpmJson)],
    };

    private static readonly Told _services = new("listServices", "All services and their health, in catalog order")
    {
        Words = "What people recognise by name, who looks after it, what it needs, and how it is.",
        Asks = [Asked.Limit(PageQuery.Most, PageQuery.Most), Asked.After("the id of the last service of the page before", "identity")],
        IsTagged = true,
        IsPaged = true,
        Answers =
        [
            Given.Json(
                "A page of services.",
                [new("identity", "Identity", "Lets renters sign in.", "identity", ["directory"], Health.PartialOutage, "Sign-in success is off", _moment.AddMinutes(-12))],
                ApiJson.Context.ImmutableArrayServiceDetailJson),
        ],
    };

    /// <summary>The id of a BPM, in the path.</summary>
    internal static Asked Id => Asked.Text("id", "The id of a BPM, as in the catalog.", "sign-in-success", 64);
}
