using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.Alerts;
using Xunit.Abstractions;

namespace MissionControl.Tests.Alerts;

/// <summary>From a rule of Debian's Prometheus by a pair of Debian's Alertmanagers through the whole app to the receivers, and back.</summary>
public sealed class WholePathTests(ITestOutputHelper output)
{
    private const string First = "Search waits in a queue";
    private const string Last = "The queue lost count";
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    private readonly long _began = TimeProvider.System.GetTimestamp();

    [Fact]
    public async Task A_pair_of_Alertmanagers_makes_one_alert_one_message_and_one_all_clear_though_one_of_them_dies_in_between()
    {
        await using var app = await TellingApp.StartAsync();
        await using var pair = await AlertingPair.StartAsync(app.Address, await app.TokenAsync());
        await UntilAsync(pair.AreTogetherAsync, "The pair is one cluster");
        var group = await FireAsync(app, pair);

        // Whichever sends alone repeats itself: of both the app has heard the same.
        await pair.KillAsync(0);
        await UntilAsync(() => HasHeardAsync(app, pair.SenderOf(1), after: 0), "The second has told");
        pair.Start(0);
        await UntilAsync(pair.AreTogetherAsync, "The pair is one cluster again");
        await pair.KillAsync(1);
        var before = await LogEndAsync(app);
        await UntilAsync(() => HasHeardAsync(app, pair.SenderOf(0), before), "The first has told after its restart");
        pair.Start(1);
        await UntilAsync(pair.AreTogetherAsync, "The pair is one cluster for the third time");
        await AssertOpenAsync(app, group);

        pair.QueueDepth = 1;
        await AssertOverAsync(app, pair, group);
    }

    [Fact]
    public async Task An_app_that_is_restarted_while_it_fires_and_away_when_it_ends_tells_each_once()
    {
        await using var app = await TellingApp.StartAsync();
        await using var pair = await AlertingPair.StartAsync(app.Address, await app.TokenAsync());
        await UntilAsync(pair.AreTogetherAsync, "The pair is one cluster");
        var group = await FireAsync(app, pair);

        await app.StopAsync();
        await app.StartAgainAsync();
        var before = await LogEndAsync(app);
        await UntilAsync(() => HasHeardAsync(app, "http", before), "Somebody has told the app again");
        await AssertOpenAsync(app, group);

        await app.StopAsync();
        pair.QueueDepth = 1;
        await UntilAsync(pair.AreCalmAsync, "The pair knows that it is over");
        await app.StartAgainAsync();
        await AssertOverAsync(app, pair, group);
    }

    private async Task<Guid> FireAsync(TellingApp app, AlertingPair pair)
    {
        var fired = TimeProvider.System.GetTimestamp();
        pair.QueueDepth = 7;
        await UntilAsync(() => app.Slack.Replies.Any() && !app.Hooks.Taken.IsEmpty, "The receivers are told that it began");
        output.WriteLine($"from the number to both receivers: {TimeProvider.System.GetElapsedTime(fired).TotalSeconds:0.0} s");
        var group = Assert.Single(app.Alerts.Open);
        Assert.Equal(("queue-too-long", Urgency.Warning), (group.Rule, group.Urgency));
        Assert.Equal("{alertname=\"QueueTooLong\", env=\"lab\", instance=\"queue-1\", job=\"queue\", service=\"search\", severity=\"critical\"}", Assert.Single(group.Alerts).Labels.ToString());
        await AssertOpenAsync(app, group.Id);
        return group.Id;
    }

    private static async Task AssertOpenAsync(TellingApp app, Guid group)
    {
        Assert.Equal(group, Assert.Single(app.Alerts.Open).Id);
        Assert.Empty(app.Alerts.Ended);
        Assert.Contains(First, Assert.Single(app.Slack.Posted).ToJsonString(), StringComparison.Ordinal);
        var hook = Assert.Single(app.Hooks.Taken);
        Assert.Equal(("Opened", First, true), (Text(hook.Body, "kind"), Text(hook.Body, "title"), hook.IsSigned));
        var row = Assert.Single((await app.OpenAlertsAsync()).QuerySelectorAll("[data-alert]"));
        Assert.Equal((group.ToString(), First), (row.GetAttribute("data-alert"), row.QuerySelector("h2")!.TextContent));
    }

    private async Task AssertOverAsync(TellingApp app, AlertingPair pair, Guid group)
    {
        await UntilAsync(() => app.Hooks.Taken.Count == 2 && app.Slack.Updated.Any(), "The receivers are told that it is over");
        Assert.Empty(app.Alerts.Open);
        Assert.Equal(group, Assert.Single(app.Alerts.Ended).Id);
        Assert.Empty((await app.OpenAlertsAsync()).QuerySelectorAll("[data-alert]"));

        // Whatever the app had still to say of the first it has said by the time it says the next.
        pair.QueueDepth = -1;
        await UntilAsync(() => app.Slack.Posted.Any(static posted => posted.ToJsonString().Contains(Last, StringComparison.Ordinal)) && Hooks(app, Last).Any(), "The receivers are told of the next");
        Assert.Equal(2, app.Slack.Posted.Count());
        Assert.Equal(["Opened", "AllClear", "Opened"], app.Hooks.Taken.Select(static hook => Text(hook.Body, "kind")));
        Assert.Equal([group, group], app.Hooks.Taken.Take(2).Select(static hook => Guid.Parse(Text(hook.Body, "group"))));
        var letters = await app.ReadLettersAsync();
        Assert.All(["ops", "machine"], destination => Assert.Single(letters, letter => letter is { Kind: LetterKind.AllClear } && letter.Destination == destination && letter.Group == group));
        Assert.All(["ops", "machine"], destination => Assert.Single(letters, letter => letter is { Kind: LetterKind.Opened } && letter.Destination == destination && letter.Group == group));
        var senders = (await app.ReadLogAsync(0)).CountBy(static one => one.Batch.Sender ?? "");
        output.WriteLine($"messages of the pair: {string.Join(" and ", senders.Select(static sender => sender.Value))}; all took {TimeProvider.System.GetElapsedTime(_began).TotalSeconds:0} s");
    }

    private static IEnumerable<JsonObject> Hooks(TellingApp app, string title) => app.Hooks.Taken.Select(static hook => hook.Body).Where(body => Text(body, "title") == title);

    private static string Text(JsonObject body, string name) => body[name]!.GetValue<string>();

    private static async Task<long> LogEndAsync(TellingApp app) => (await app.ReadLogAsync(0))[^1].Number;

    private static async Task<bool> HasHeardAsync(TellingApp app, string sender, long after) =>
        (await app.ReadLogAsync(after)).Any(one => one.Batch.Sender?.StartsWith(sender, StringComparison.Ordinal) == true);

    private Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    // One deadline over all of a test.
    private Task UntilAsync(Func<Task<bool>> condition, string what) => Eventually.Holds(condition, _deadline - TimeProvider.System.GetElapsedTime(_began), what);
}
