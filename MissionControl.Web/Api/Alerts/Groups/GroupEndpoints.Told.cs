using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Web.Api.Documents;

namespace MissionControl.Web.Api.Alerts.Groups;

internal static partial class GroupEndpoints
{
    /// <summary>The id in the examples.</summary>
    internal const string Example = "0193a5b2-7d5c-7a3e-8f1d-2c3b4a596877";

    private const string Key = "Sign-ins low service=identity";

    private static readonly DateTimeOffset _now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);

    private static readonly AlertGroupAnswer _group = new(
        Example, "Sign-ins low", Key, Urgency.Critical, AlertState.Firing, _now.AddMinutes(-12), null, ["identity"], ["sign-in-success"], ["sign-in-success"],
        new("person:0193a5b2-1111-7a3e-8f1d-2c3b4a596877", _now.AddMinutes(-4)), null, false, null, null, 2, null, 1, 1, null);

    private static readonly AlertAnswer _alert = new(
        LabelSet.Of(("alertname", "Sign-ins low"), ("service", "identity"), ("severity", "critical")).Fingerprint(),
        "Sign-ins low",
        Urgency.Critical,
        AlertState.Firing,
        false,
        ImmutableSortedDictionary<string, string>.Empty.Add("alertname", "Sign-ins low").Add("service", "identity").Add("severity", "critical"),
        ImmutableSortedDictionary<string, string>.Empty.Add("summary", "Few sign-ins"),
        ImmutableSortedDictionary<string, double?>.Empty.Add("B", 22.5),
        _now.AddMinutes(-12),
        null,
        _now.AddSeconds(-8),
        "grafana",
        "https://grafana.example.org/d/1?viewPanel=2",
        null,
        null);

    private static readonly Told _list = new("listAlerts", "Groups of alerts, open or ended in the last 24 hours")
    {
        Words = "Alerts of one kind on one thing are one group: what is told, acknowledged and owned as one. Nobody is told of a group that is quiet, held, or explained by planned work. Ask as often as you like with If-None-Match. "
            + "Where the group after which a page begins is gone, begin anew.",
        Asks =
        [
            Asked.OneOf("show", "Open groups, or those that ended in the last 24 hours (1,000 of them at most).", [GroupsQuery.Open, GroupsQuery.Ended], GroupsQuery.Open),
            Asked.Limit(PageQuery.Most, PageQuery.Most),
            Asked.After("the id of the last group of the page before", Example),
        ],
        IsTagged = true,
        IsPaged = true,
        Answers = [Given.Json("A page of groups.", new AlertGroupsAnswer([_group], null, _now), ApiJson.Context.AlertGroupsAnswer)],
    };

    private static readonly Told _one = new("getAlert", "One group with its alerts")
    {
        Words = "Its alerts as their senders told them, while it is open and for 24 hours after.",
        Asks = [Asked.Text("id", "The id of a group.", Example, 64)],
        IsTagged = true,
        Answers = [Given.Json("The group.", _group with { Alerts = [_alert] }, ApiJson.Context.AlertGroupAnswer)],
    };
}
