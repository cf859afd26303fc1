using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Runbooks;

internal static partial class RunbookEndpoints
{
    private const string Example = "sign-in-failures";

    private static readonly RunbookAnswer _runbook = new(
        Example, "Sign-in failures", "identity", ["identity"], ["SignInDown"], ["sign-in-success"], new(2026, 10, 2), [],
        new(3, new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero), 2, 0, 1), null, null);

    private static readonly Told _list = new("listRunbooks", "All runbooks, by id")
    {
        Words = "What to do when something is wrong, who keeps it right, when somebody last went through it and how often it was run.",
        Asks = [Asked.Limit(PageQuery.Most, PageQuery.Most), Asked.After("the id of the last runbook of the page before", Example)],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of runbooks, without their texts.", [_runbook], ApiJson.Context.ImmutableArrayRunbookAnswer)],
    };

    private static readonly Told _one = new("getRunbook", "One runbook with its text")
    {
        Words = "Its text as Markdown, and what of it is a step. Ask with Accept: text/markdown for the text alone.",
        Asks = [Asked.Text("id", "The id of a runbook: the name of its file without .md.", Example, 64)],
        IsTagged = true,
        Answers =
        [
            Given.Json(
                "The runbook.",
                _runbook with { Steps = [new("5f2b8c01d9e4", "Fix", "Roll Identity back.")], Text = "# Sign-in failures\n\n## Fix\n- Roll Identity back." },
                ApiJson.Context.RunbookAnswer),
        ],
    };
}
