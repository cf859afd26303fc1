using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Alerts.Telling.Subscribing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Tests.Alerts.Telling;
using MissionControl.Tests.Support;
using Xunit.Abstractions;

namespace MissionControl.Tests.Notifications;

/// <summary>From the alerts to real receivers and back, with nothing but the inbox left out.</summary>
public sealed class TellingPromiseTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
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
    public async Task Everybody_is_told_once_when_it_opens_once_when_it_is_worse_and_once_when_it_is_over()
    {
        await using var host = await StartAsync();
        var group = Groups.Open(urgency: Urgency.Warning);
        host.Publish(group);
        await Eventually.Holds(() => _slack.Replies.Any() && !_hooks.Taken.IsEmpty && !_mail.Taken.IsEmpty);
        host.Publish(group);
        host.Publish(group with { Urgency = Urgency.Critical });
        await Eventually.Holds(() => _slack.Replies.Count() == 2 && _hooks.Taken.Count == 2 && _mail.Taken.Count == 2);
        host.Publish(group.Over());
        await Eventually.Holds(() => _slack.Replies.Count() == 3 && _hooks.Taken.Count == 3 && _mail.Taken.Count == 3);
        await Eventually.Holds(async () => (await host.AllAsync()).All(static letter => letter.State == LetterState.Sent));

        Assert.Single(_slack.Posted);
        Assert.Equal(2, _slack.Updated.Count());
        Assert.Equal(["Opened", "Changed", "AllClear"], _hooks.Taken.Select(static hook => hook.Body["kind"]!.GetValue<string>()));
        Assert.All(_hooks.Taken, static hook => Assert.True(hook.IsSigned));
        Assert.Equal(["DiskFull for LocalOffice", "DiskFull for LocalOffice", "DiskFull is over"], _mail.Taken.Select(static mail => mail.Header("Subject")));
        Assert.All(_mail.Taken.Skip(1), mail => Assert.Equal(_mail.Taken.First().Header("Message-ID"), mail.Header("In-Reply-To")));
        Assert.Equal(9, (await host.AllAsync()).Length);
    }

    [Fact]
    public async Task A_restart_in_between_repeats_nothing_forgets_nothing_and_edits_the_same_message()
    {
        var group = Groups.Open();
        await using (var before = await StartAsync())
        {
            before.Publish(group);
            await Eventually.Holds(async () => (await before.AllAsync()) is { Length: 3 } all && all.All(static letter => letter.State == LetterState.Sent));
        }

        await using var after = await StartAsync();
        after.Publish(group, Groups.Open("Another"));
        await Eventually.Holds(() => _slack.Posted.Count() == 2);
        after.Publish(group.Over());
        await Eventually.Holds(() => _slack.Updated.Any() && _mail.Taken.Count == 3 && _hooks.Taken.Count == 3);
        Assert.Equal("1700000000.000001", _slack.Updated.Single()["ts"]!.GetValue<string>());
        Assert.Equal(["Opened", "Opened", "AllClear"], _hooks.Taken.Select(static hook => hook.Body["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_was_queued_when_the_process_ended_goes_out_at_the_next_start()
    {
        var group = Groups.Open();
        _hooks.Bad.Enqueue((503, "3600"));
        await using (var before = await StartAsync())
        {
            before.Publish(group);
            await Eventually.Holds(async () => (await before.AllAsync()).Any(static letter => letter is { Destination: "machine", Attempts: 1 }));
            // As if the wait were over.
            var letter = (await before.AllAsync()).Single(static letter => letter.Destination == "machine");
            Assert.Equal((LetterState.Waiting, "127.0.0.1 answers 503"), (letter.State, letter.Problem));
            Assert.InRange(letter.NextAt - letter.QueuedAt, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
            await before.Letters.RecordAsync([new(letter with { NextAt = letter.QueuedAt }, null)], letter.QueuedAt, default);
        }

        await using var after = await StartAsync();
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.Equal("Opened", _hooks.Taken.Single().Body["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_start_without_a_catalog_decides_nothing_until_there_is_one()
    {
        var group = Groups.Open();
        _hooks.Bad.Enqueue((503, "3600"));
        await using (var before = await StartAsync())
        {
            before.Publish(group);
            await Eventually.Holds(async () => (await before.AllAsync()).Count(static letter => letter.State == LetterState.Sent) == 2 && (await before.AllAsync()).Any(static letter => letter.Attempts == 1 && letter.Destination == "machine"));
            var letter = (await before.AllAsync()).Single(static letter => letter.Destination == "machine");
            await before.Letters.RecordAsync([new(letter with { NextAt = letter.QueuedAt }, null)], letter.QueuedAt, default);
        }

        // Tried again a second later, when all would be decided that can be.
        _hooks.Bad.Enqueue((503, null));
        await using var after = await TellingHost.StartUndefinedAsync(_data.Path, Destinations, Routes);
        after.Publish(group.Over());
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.DoesNotContain(await after.AllAsync(), static letter => letter.Kind == LetterKind.AllClear);
        after.Define();
        await Eventually.Holds(() => _hooks.Taken.Count == 2);
        Assert.Equal(["Opened", "AllClear"], _hooks.Taken.Select(static hook => hook.Body["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Bad_hours_of_Slack_cost_time_and_nothing_else()
    {
        foreach (var bad in (IResult[])[Results.StatusCode(500), Results.Text("<html>maintenance</html>", "text/html"), Results.StatusCode(429), Results.Json(new { ok = false, error = "msg_blocks_too_long" })])
            _slack.Bad.Enqueue(bad);
        await using var host = await StartAsync();
        host.Publish(Groups.Open());
        await Eventually.Holds(() => _slack.Replies.Any());
        Assert.Single(_slack.Posted);
        await Eventually.Holds(async () => (await host.AllAsync()).All(static letter => letter.State == LetterState.Sent));
        Assert.Equal(4, (await host.AllAsync()).Single(static letter => letter.Destination == "ops").Attempts);
        Assert.Single(_hooks.Taken);
    }

    [Fact]
    public async Task A_letter_refused_for_good_is_dead_with_its_reason_and_goes_out_when_replayed()
    {
        _hooks.Bad.Enqueue((422, null));
        await using var host = await StartAsync();
        var group = Groups.Open();
        host.Publish(group);
        await Eventually.Holds(async () => (await host.Letters.SearchAsync(new(null, LetterState.Dead, 0, 10), default)).Length == 1);
        var dead = (await host.Letters.SearchAsync(new(null, LetterState.Dead, 0, 10), default)).Single();
        Assert.Equal(("machine", "127.0.0.1 answers 422"), (dead.Destination, dead.Problem));
        Assert.True(await host.Letters.ReplayAsync(dead.Id, TimeProvider.System.GetUtcNow(), new Actor("person:1", null), default));
        host.Bell.Ring();
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.Equal(dead.Id.ToString(), _hooks.Taken.Single().Key);
    }

    [Fact]
    public async Task Nobody_gets_an_all_clear_of_what_they_were_never_told()
    {
        _hooks.Bad.Enqueue((422, null));
        await using var host = await StartAsync();
        var group = Groups.Open();
        host.Publish(group);
        await Eventually.Holds(async () => (await host.AllAsync()).Any(static letter => letter.State == LetterState.Dead));
        host.Publish(group.Over());
        await Eventually.Holds(async () => (await host.AllAsync()).Any(static letter => letter is { Destination: "machine", State: LetterState.Superseded, Problem: "Nobody was told that it began" }));
        Assert.Empty(_hooks.Taken);
    }

    [Fact]
    public async Task What_is_worse_for_others_and_the_same_in_their_words_is_told_nobody_twice()
    {
        await using var host = await StartAsync();
        var group = Groups.Open(urgency: Urgency.Warning);
        host.Publish(group);
        await Eventually.Holds(() => _slack.Replies.Any() && !_hooks.Taken.IsEmpty && !_mail.Taken.IsEmpty);
        // A metric of its service is off now; the words know nothing of it.
        host.Publish(group with { Hurting = [TellingHost.Critical] });
        await Eventually.Holds(async () => (await host.Letters.ReadToldAsync(DateTimeOffset.MinValue, default)).All(static told => told.Hurts));
        host.Publish(group.Over());
        await Eventually.Holds(() => _mail.Taken.Count == 2 && _hooks.Taken.Count == 2);
        Assert.Equal(["Opened", "AllClear"], _hooks.Taken.Select(static hook => hook.Body["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Whoever_subscribes_is_told_at_their_own_address_and_no_longer_once_they_are_disabled()
    {
        await using var host = await StartAsync();
        var ada = new Person { Id = Guid.NewGuid(), Email = "ada@example.org", Name = "Ada", Role = Role.Viewer, Stamp = "1", CreatedAt = Groups.Noon };
        await host.People.AddAsync(ada, isFirst: false, [], default);
        var subscription = new Subscription { Id = Guid.NewGuid(), Person = ada.Id, Audience = Audience.DataLead, AtLeast = Urgency.Info, Services = ["search"], MadeAt = Groups.Noon };
        Assert.True(await host.Subscriptions.AddAsync(subscription, Actor.System, default));
        var (first, second) = (Hurting("First"), Hurting("Second"));
        host.Publish(first, second, Hurting("Elsewhere") with { Services = ["identity"] });
        await Eventually.Holds(() => Hers().Count() == 2);
        host.Publish(first.Over(), second);
        await Eventually.Holds(() => Hers().Count() == 3);
        Assert.Equal(["First for DataLead", "First is over", "Second for DataLead"], Hers().Select(static mail => mail.Header("Subject")).Order(StringComparer.Ordinal));
        var known = (await host.People.FindAsync(ada.Id, default))!;
        known.IsDisabled = true;
        Assert.Null(await host.People.SaveAsync(known, [], default));
        host.Publish(first.Over(), second.Over(), Hurting("Third"));
        // Two all-clears and one first word, to the three of the catalog and not to her.
        await Eventually.Holds(() => _hooks.Taken.Count == 6);
        Assert.Equal(3, Hers().Count());
        Assert.Equal(3, (await host.AllAsync()).Count(static letter => Subscription.IsPersonal(letter.Destination)));

        IEnumerable<Mail> Hers() => _mail.Taken.Where(static mail => mail.To is ["ada@example.org"]);

        static AlertGroup Hurting(string name) => Groups.Open(name) with { Hurting = [TellingHost.Critical] };
    }

    [Fact]
    public async Task Words_that_cannot_be_put_together_keep_nobody_from_being_told()
    {
        await using var host = await StartAsync();
        host.Publish(Groups.Open("Broken"));
        await Eventually.Holds(() => _hooks.Taken.Count == 1);
        Assert.Equal("Broken", _hooks.Taken.Single().Body["title"]!.GetValue<string>());
        Assert.Contains("used = 0.97", _hooks.Taken.Single().Body["details"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_groups_each_keep_their_order_and_the_time_to_the_receiver_is_written_down()
    {
        const int Many = 40;
        await using var host = await StartAsync();
        var groups = Enumerable.Range(0, Many).Select(static i => Groups.Open($"Group{i}", Urgency.Warning)).ToArray();
        host.Publish(groups);
        await Eventually.Holds(() => _hooks.Taken.Count == Many);
        host.Publish([.. groups.Select(static group => group with { Urgency = Urgency.Critical })]);
        await Eventually.Holds(() => _hooks.Taken.Count == 2 * Many);
        host.Publish([.. groups.Select(static group => group.Over())]);
        await Eventually.Holds(() => _hooks.Taken.Count == 3 * Many);
        foreach (var lane in _hooks.Taken.GroupBy(static hook => hook.Body["group"]!.GetValue<string>()))
            Assert.Equal(["Opened", "Changed", "AllClear"], lane.Select(static hook => hook.Body["kind"]!.GetValue<string>()));
        var queued = (await host.AllAsync()).ToDictionary(static letter => letter.Id.ToString(), static letter => letter.QueuedAt);
        var took = _hooks.Taken.Select(hook => (hook.At - queued[hook.Key]).TotalMilliseconds).Order().ToArray();
        output.WriteLine($"queued to received, {took.Length} letters in bursts of {Many} beside Slack and e-mail: p50 {took[took.Length / 2]:0} ms, p95 {took[took.Length * 95 / 100]:0} ms, most {took[^1]:0} ms");
    }

    private Task<TellingHost> StartAsync() => TellingHost.StartAsync(_data.Path, Destinations, Routes);

    private ImmutableArray<DestinationDefinition> Destinations =>
    [
        new SlackDestinationDefinition("ops") { Token = "xoxb-test", Channel = "#ops", SigningSecret = "shh", Url = _slack.Url },
        new WebhookDestinationDefinition("machine") { Url = _hooks.Url, Secret = WebhookReceiver.Secret, IsInternal = true },
        new EmailDestinationDefinition("offices", _mail.Server) { To = ["offices@example.org"] },
    ];

    private static ImmutableArray<Route> Routes => [Route("ops", Audience.Responder), Route("machine", Audience.ProductLead), Route("offices", Audience.LocalOffice)];

    private static Route Route(string to, Audience audience) => new() { Id = $"to-{to}", To = to, Audience = audience, Wakes = false };
}
