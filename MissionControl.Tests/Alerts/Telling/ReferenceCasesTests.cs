using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Bpms;
using MissionControl.Core.Notifications.Email;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

/// <summary>The three cases that must read well to somebody who does not know the system, word for word as each audience gets them.</summary>
public sealed class ReferenceCasesTests
{
    [Fact]
    public void The_app_is_down()
    {
        var it = new AlertCase
        {
            Tiles =
            [
                AlertCase.Tile("sign-in-success", A.Tile().Off().Build()),
                AlertCase.Tile("bookings-completed", A.Tile().Build()),
            ],
            Changes = [Some.Change(14)],
        };
        AssertReads("app-down", it, it.Group(
            AlertCase.Alert(("alertname", "AppDown"), ("instance", "https://www.unicorn.example/"), ("job", "probe"), ("severity", "critical")) with
            {
                Annotations = LabelSet.Of(("summary", "https://www.unicorn.example/ probe failed"), ("description", "probe_success{job=\"probe\"} == 0 for 2m")),
            }));
    }

    [Fact]
    public void An_overnight_sync_job_has_failed()
    {
        var late = A.Tile().Counting(BpmKind.Freshness, "", 7 * 3600 + 40 * 60).Expecting(null, 7 * 3600, 0, 8 * 3600).Off(7 * 3600 + 40 * 60, TimeSpan.FromMinutes(40)).Build();
        var it = new AlertCase { Tiles = [AlertCase.Tile("overnight-record-sync", late)] };
        AssertReads("record-sync-failed", it, it.Group(
            AlertCase.Alert(("alertname", "RecordSyncFailed"), ("stable", "London"), ("instance", "sync-2:9100"), ("severity", "warning")),
            AlertCase.Alert(("alertname", "RecordSyncFailed"), ("stable", "York"), ("instance", "sync-2:9100"), ("severity", "warning"))));
    }

    [Fact]
    public void Resource_usage_is_nearing_its_limit()
    {
        var it = new AlertCase();
        AssertReads("storage-nearly-full", it, it.Group(
            AlertCase.Alert(("alertname", "StorageNearlyFull"), ("instance", "staging-db-1:9100"), ("device", "/dev/sda1"), ("severity", "warning")) with
            {
                Values = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("value", 0.931).Add("threshold", 0.9),
                Annotations = LabelSet.Of(("summary", "Filesystem on staging-db-1:9100 93.1% used")),
            }));
    }

    private static void AssertReads(string name, AlertCase it, AlertGroup group)
    {
        AssertGolden(name, string.Join("\n\n", Enum.GetValues<Audience>().Select(audience => it.Tell(group, audience))));
        AssertGolden(name + "-sent", string.Join("\n\n", Enum.GetValues<Audience>().SelectMany(audience => Sent(it, group, audience))));
    }

    /// <summary>As it goes out: begun, and over.</summary>
    private static IEnumerable<string> Sent(AlertCase it, AlertGroup group, Audience audience)
    {
        var over = group with
        {
            State = AlertState.Resolved,
            EndedAt = A.Moment,
            Hurting = [],
            Alerts = [.. group.Alerts.Select(static alert => alert with { State = AlertState.Resolved, EndsAt = A.Moment })],
        };
        foreach (var (letter, standing) in new[] { (Of(group, LetterKind.Opened), "begun"), (Of(over, LetterKind.AllClear), "over") })
        {
            yield return $"===== {audience}, {standing}: Slack\n{SlackBlocks.Fallback(letter)}\n---\n{string.Join('\n', SlackBlocks.Of(letter, hasButtons: audience == Audience.Responder).Select(static block => Read(block!)))}";
            yield return $"===== {audience}, {standing}: e-mail\n{EmailWords.Text(letter)}";
            yield return $"===== {audience}, {standing}: e-mail, HTML\n{Body(EmailHtml.Of(letter))}";
        }

        Letter Of(AlertGroup now, LetterKind kind) => Groups.Letter(Groups.Open()) with { Group = now.Id, Kind = kind, Audience = audience, Message = it.Say(now, audience), Route = "offices" };
    }

    // Its style sheet is the same in all of them.
    private static string Body(string html) => html[html.IndexOf("<body>", StringComparison.Ordinal)..];

    private static string Read(System.Text.Json.Nodes.JsonNode block) => block["type"]!.GetValue<string>() switch
    {
        "context" => $"[context] {block["elements"]![0]!["text"]!.GetValue<string>()}",
        "actions" => $"[buttons] {string.Join(" | ", block["elements"]!.AsArray().Select(static button => button!["text"]!["text"]!.GetValue<string>()))}",
        var type => $"[{type}] {block["text"]!["text"]!.GetValue<string>()}",
    };

    private static void AssertGolden(string name, string words)
    {
        var said = words + "\n";
        var golden = Path.Combine(Repository.Root, "MissionControl.Tests", "Alerts", "Telling", "Golden", name + ".txt");
        Assert.True(File.Exists(golden) && File.ReadAllText(golden) == said, $"{golden} should read, if these words are better:\n{said}");
    }
}
