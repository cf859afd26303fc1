using System.Text.Json.Nodes;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Notifications;

/// <summary>What waited until it may be told arrives as one message, by every way, also when the process ended in between.</summary>
public sealed class DigestPromiseTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly AlertGroup _disk = Groups.Open(), _search = Groups.Open("SearchSlow", Urgency.Warning), _queue = Groups.Open("QueueLong", Urgency.Warning);
    private SlackReceiver _slack = null!;
    private WebhookReceiver _hooks = null!;
    private SmtpReceiver _mail = null!;

    public async Task InitializeAsync() => (_slack, _hooks, _mail) = (await SlackReceiver.StartAsync(), await WebhookReceiver.StartAsync(), new SmtpReceiver(MailTls.Starttls));

    public async Task DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _hooks.DisposeAsync();
        await _mail.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task One_message_names_what_is_open_and_what_cleared_and_each_all_clear_follows()
    {
        await using (var night = await StartAsync(isQuiet: true))
        {
            night.Publish(_disk, _search, _queue);
            await Eventually.Holds(async () => (await night.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told.State == ToldState.Postponed) == 9);
            night.Publish(_disk, _search, _queue.Over());
            await Eventually.Holds(async () => (await night.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told.State == ToldState.Cleared) == 3);
            Assert.Empty(_slack.Calls);
        }

        await using var day = await StartAsync(isQuiet: false);
        // Nobody remembers the one that cleared: a weekend has gone by.
        day.Publish(_disk, _search);
        await Eventually.Holds(() => _slack.Posted.Any() && !_hooks.Taken.IsEmpty && !_mail.Taken.IsEmpty);
        // Of the one that cleared the words were kept at night, and said anew.
        await Eventually.Holds(async () => (await day.AllAsync()) is var all && all.Count(static letter => letter.State == LetterState.Sent) == all.Length - 3 && all.Count(static letter => letter is { Kind: LetterKind.AllClear, State: LetterState.Superseded }) == 3);
        Assert.Equal("2 alerts waited for you and are still open; 1 more cleared itself", Assert.Single(_mail.Taken).Header("Subject"));
        var posted = Assert.Single(_slack.Posted);
        Assert.Equal(
            [
                "◔ 2 alerts waited for you and are still open; 1 more cleared itself",
                "*What* They began outside your hours, or somebody held them until now. None of them had to wake anybody.",
                "*Do* Go through those that are open, the most urgent first.",
                $"*▲ Critical: <https://mission.example.org/alerts?group={_disk.Id}|DiskFull for Responder>*\nsince 11:00\n*Do* Make room &lt;now&gt; &amp; look at the runbook",
                $"*◆ Warning: <https://mission.example.org/alerts?group={_search.Id}|SearchSlow for Responder>*\nsince 11:00\n*Do* Make room &lt;now&gt; &amp; look at the runbook",
                $"*✓ Cleared: <https://mission.example.org/alerts?group={_queue.Id}|QueueLong is over>*\nsince 11:00",
            ],
            Texts(posted));
        var hook = Assert.Single(_hooks.Taken);
        Assert.True(hook.IsSigned);
        Assert.Equal(("Digest", 3), (hook.Body["kind"]!.GetValue<string>(), hook.Body["waited"]!.AsArray().Count));

        // The all-clear of one of them is a message of its own: the first told of others as well.
        day.Publish(_disk.Over(), _search);
        await Eventually.Holds(() => _slack.Posted.Count() == 2 && _hooks.Taken.Count == 2 && _mail.Taken.Count == 2);
        Assert.Equal("DiskFull is over", _mail.Taken.Last().Header("Subject"));
        Assert.Empty(_slack.Updated);
    }

    [Fact]
    public async Task All_clears_of_what_was_told_by_day_wait_for_the_morning_and_come_as_one_message()
    {
        await using (var day = await StartAsync(isQuiet: false))
        {
            day.Publish(_disk, _search, _queue);
            await Eventually.Holds(async () => (await day.AllAsync()) is { Length: 9 } all && all.All(static letter => letter.State == LetterState.Sent));
        }

        await using (var night = await StartAsync(isQuiet: true))
        {
            night.Publish(_disk.Over(), _search.Over(), _queue.Over());
            await Eventually.Holds(async () => (await night.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told.State == ToldState.Cleared) == 6);
            // One comes back, and is over again: there is still one all-clear for it.
            night.Publish(_disk, _search.Over(), _queue.Over());
            await Eventually.Holds(async () => (await night.AllAsync()).Count(static letter => letter is { State: LetterState.Superseded, Problem: "It came back before this was told" }) == 2);
            night.Publish(_disk.Over(), _search.Over(), _queue.Over());
            await Eventually.Holds(async () => (await night.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told.State == ToldState.Cleared) == 6);
            Assert.Equal((3, 3), (_mail.Taken.Count, _hooks.Taken.Count));
        }

        await using var morning = await StartAsync(isQuiet: false);
        // Nobody remembers them: a weekend has gone by.
        morning.Publish();
        await Eventually.Holds(() => _hooks.Taken.Count == 4 && _mail.Taken.Count == 4);
        await Eventually.Holds(async () => (await morning.AllAsync()).All(static letter => letter.State is LetterState.Sent or LetterState.Superseded));
        Assert.Equal("3 alerts that you were told of are over", _mail.Taken.Last().Header("Subject"));
        Assert.Equal(3, (await morning.AllAsync()).Count(static letter => letter is { Destination: "offices", Kind: LetterKind.AllClear, State: LetterState.Sent }));
        Assert.Equal(6, (await morning.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told is { State: ToldState.Over, Destination: not "ops" }));
    }

    [Fact]
    public async Task A_message_that_cannot_be_delivered_takes_its_all_clears_with_it()
    {
        _hooks.Bad.Enqueue((400, null));
        await using (var night = await StartAsync(isQuiet: true))
        {
            night.Publish(_disk, _search);
            await Eventually.Holds(async () => (await night.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).Count(static told => told.State == ToldState.Postponed) == 6);
        }

        await using var day = await StartAsync(isQuiet: false);
        day.Publish(_disk, _search);
        await Eventually.Holds(async () => (await day.AllAsync()).Any(static letter => letter is { Kind: LetterKind.Digest, State: LetterState.Dead }));
        day.Publish(_disk.Over(), _search.Over());
        await Eventually.Holds(async () => (await day.AllAsync()).Count(static letter => letter is { Destination: "machine", Kind: LetterKind.AllClear, State: LetterState.Superseded }) == 2);
        Assert.Empty(_hooks.Taken);
    }

    private static IEnumerable<string> Texts(JsonObject message) => message["blocks"]!.AsArray().Where(static block => block!["text"] is not null).Select(static block => block!["text"]!["text"]!.GetValue<string>());

    private Task<TellingHost> StartAsync(bool isQuiet)
    {
        var now = TimeOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var quiet = isQuiet ? new QuietHours(now.AddHours(-2), now.AddHours(2), TimeZoneInfo.Utc) : null;
        return TellingHost.StartAsync(
            _data.Path,
            [
                new SlackDestinationDefinition("ops") { Token = "xoxb-test", Channel = "#ops", SigningSecret = "shh", Url = _slack.Url },
                new EmailDestinationDefinition("offices", _mail.Server) { To = ["offices@example.org"] },
                new WebhookDestinationDefinition("machine") { Url = _hooks.Url, Secret = WebhookReceiver.Secret, IsInternal = true },
            ],
            [.. new[] { "ops", "offices", "machine" }.Select(to => new Route { Id = to, To = to, Audience = Audience.Responder, Wakes = false, Quiet = quiet })]);
    }
}
