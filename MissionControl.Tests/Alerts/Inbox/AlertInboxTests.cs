using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Storage;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Inbox;

public sealed class AlertInboxTests
{
    private readonly ManualTimeProvider _clock = new(A.Moment);

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_was_answered_is_shown_and_still_there_after_a_restart(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        AlertGroup shown;
        await using (var host = await InboxHost.StartAsync(database, _clock))
        {
            Assert.Equal(TakeAnswer.Taken, await host.TakeAsync(Fires("DiskFull", "search", "a") with { Annotations = LabelSet.Of(("summary", "97 % full 🦄")), Values = ImmutableSortedDictionary<string, double>.Empty.Add("B", double.PositiveInfinity) }, Fires("DiskFull", "search", "b")));
            shown = Assert.Single((await host.UntilAsync(static snapshot => snapshot.Open.Length == 1)).Open);
            Assert.Equal(["a", "b"], shown.Alerts.Select(static alert => alert.Labels["instance"]));
            var entry = Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default), static entry => entry.Kind == "alerts.taken");
            Assert.Equal(("token:1", "192.0.2.7"), (entry.Actor, entry.From));
        }

        await using var again = await InboxHost.StartAsync(database, _clock);
        var kept = Assert.Single(again.Feed.Current.Open);
        Assert.Equal((shown.Id, shown.Since), (kept.Id, kept.Since));
        Assert.Equal("97 % full 🦄", kept.Alerts[0].Annotations["summary"]);
        Assert.Equal(double.PositiveInfinity, kept.Alerts[0].Values["B"]);
        Assert.Equal(shown.Alerts.Select(static alert => alert.Labels), kept.Alerts.Select(static alert => alert.Labels));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_is_in_the_log_but_was_not_worked_in_is_worked_in_at_the_next_start(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using (var host = await InboxHost.StartAsync(database, _clock))
        {
            await host.TakeAsync(Fires("DiskFull", "search", "a"));
            await host.UntilAsync(static snapshot => snapshot.Open.Length == 1);
            // As when the process dies between the answer and the inbox.
            await host.Store.AppendAsync([new(Batch(Fires("DiskFull", "search", "b"), Ends("DiskFull", "search", "a", 2)), InboxHost.Script)], default);
        }

        await using var again = await InboxHost.StartAsync(database, _clock);
        Assert.Equal([AlertState.Firing, AlertState.Resolved], Assert.Single(again.Feed.Current.Open).Alerts.Select(static alert => alert.State));
    }

    [Fact]
    public async Task An_acknowledgement_is_saved_with_its_entry_can_be_undone_and_ends_with_the_group()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await host.TakeAsync(Fires("DiskFull", "search", "a"));
        var group = (await host.UntilAsync(static snapshot => snapshot.Open.Length == 1)).Open[0];
        Assert.Equal(1, host.Feed.Current.Unacknowledged);

        Assert.Equal<Guid>([group.Id], (await host.Desk.AcknowledgeAsync([group.Id], InboxHost.Ada, default)).Done);
        Assert.Equal(("person:ada", 0), (host.Feed.Current.Open[0].Acknowledged?.By, host.Feed.Current.Unacknowledged));
        Assert.Equal("You look after it already.", Assert.Single((await host.Desk.AcknowledgeAsync([group.Id], InboxHost.Ada, default)).Problems));
        var entry = Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default), static entry => entry.Kind == "alert.acknowledged");
        Assert.Equal(("person:ada", group.Id.ToString()), (entry.Actor, entry.Subject));

        await host.Desk.LetGoAsync([group.Id], InboxHost.Ada, default);
        Assert.Null(host.Feed.Current.Open[0].Acknowledged);
        await host.Desk.AcknowledgeAsync([group.Id], InboxHost.Ada, default);
        await host.TakeAsync(Ends("DiskFull", "search", "a", 2));
        var ended = Assert.Single((await host.UntilAsync(static snapshot => snapshot.Open.IsEmpty)).Ended);
        Assert.Null(ended.Acknowledged);
    }

    [Fact]
    public async Task What_it_turned_out_to_be_is_told_the_next_time_it_comes()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var host = await InboxHost.StartAsync(database, _clock))
        {
            await host.TakeAsync(Fires("DiskFull", "search", "a"), Ends("DiskFull", "search", "a", 2));
            var group = (await host.UntilAsync(static snapshot => snapshot.Ended.Length == 1)).Ended[0];
            Assert.Equal((0, group.Id), (group.Lately, Assert.Single((await host.Desk.SayAsync([group.Id], AlertOutcome.WrongLimit, InboxHost.Ada, default)).Done)));
        }

        _clock.Advance(TimeSpan.FromDays(3));
        await using var again = await InboxHost.StartAsync(database, _clock);
        await again.TakeAsync(Fires("DiskFull", "search", "b", at: _clock.GetUtcNow()));
        var next = (await again.UntilAsync(static snapshot => snapshot.Open.Length == 1)).Open[0];
        Assert.Equal((1, AlertOutcome.WrongLimit), (next.Lately, Assert.Single(next.PastOutcomes)));
    }

    [Fact]
    public async Task A_silence_keeps_quiet_what_it_catches_says_how_much_that_was_and_can_be_ended()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        Assert.True(Matcher.TryMake("service", MatcherKind.Matches, "sea.*", out var matcher, out _));
        var silence = (await host.Silences.MakeAsync(new([matcher], "Disks are being exchanged", _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(2), null), InboxHost.Ada, default)).Silence!;
        await host.TakeAsync(Fires("DiskFull", "search", "a"), Fires("DiskFull", "search", "b"), Fires("DiskFull", "identity", "c"));
        var snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Length == 2 && snapshot.Open.Count(static group => group.IsQuiet) == 1);
        Assert.Equal(1, snapshot.Unacknowledged);
        Assert.Equal(2, (await host.Store.CountHiddenAsync([silence.Id], default))[silence.Id]);

        await host.Silences.EndAsync(silence.Id, InboxHost.Ada, default);
        await host.UntilAsync(static snapshot => snapshot.Unacknowledged == 2);
    }

    [Fact]
    public async Task A_silence_also_counts_what_fired_already_when_it_began()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await host.TakeAsync(Fires("DiskFull", "search", "a"), Fires("DiskFull", "identity", "b"));
        await host.UntilAsync(static snapshot => snapshot.Open.Length == 2);
        Assert.True(Matcher.TryMake("service", MatcherKind.Is, "search", out var matcher, out _));
        var silence = (await host.Silences.MakeAsync(new([matcher], "Disks are being exchanged", _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(2), null), InboxHost.Ada, default)).Silence!;
        await host.UntilAsync(static snapshot => snapshot.Unacknowledged == 1);
        Assert.Equal(1, (await host.Store.CountHiddenAsync([silence.Id], default)).GetValueOrDefault(silence.Id));
    }

    [Fact]
    public async Task A_hold_lasts_until_working_hours_and_is_refused_while_a_critical_metric_is_off()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await host.TakeAsync(Fires("DiskFull", "search", "a"), Fires("Down", "identity", "b"));
        var board = BoardWithIdentityOff();
        host.Board.Publish(board);
        var snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Length == 2 && !snapshot.Open[0].Hurting.IsEmpty);
        Assert.Equal(("Down", "Disk full"), (snapshot.Open[0].Alerts[0].Name, snapshot.Open[1].Alerts[0].Name));

        var answer = await host.Desk.HoldAsync([.. snapshot.Open.Select(static group => group.Id)], InboxHost.Ada, default);
        Assert.Equal<Guid>([snapshot.Open[1].Id], answer.Done);
        Assert.Equal("Sign-in success is off: this cannot wait until working hours.", Assert.Single(answer.Problems));
        // The moment is a Saturday; work begins on Monday at nine.
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), host.Feed.Current.Find(snapshot.Open[1].Id)!.Held!.Until);
    }

    [Fact]
    public async Task Never_heard_of_again_it_is_said_to_be_so_and_given_up_half_a_day_later()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await host.TakeAsync(Fires("DiskFull", "search", "a") with { EndsAt = A.Moment.AddMinutes(4) });
        await host.UntilAsync(static snapshot => snapshot.Open.Length == 1);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(AlertState.Unheard, (await host.UntilAsync(static snapshot => snapshot.Open.Any(static group => group.State == AlertState.Unheard))).Open[0].Alerts[0].State);
        _clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(A.Moment.AddMinutes(4), (await host.UntilAsync(static snapshot => snapshot.Open.IsEmpty)).Ended[0].EndedAt);
    }

    [Fact]
    public async Task A_late_word_of_an_alert_that_was_over_long_ago_does_not_open_it_again()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using (var host = await InboxHost.StartAsync(database, _clock))
        {
            await host.TakeAsync(Fires("DiskFull", "search", "a"), Ends("DiskFull", "search", "a", 2));
            await host.UntilAsync(static snapshot => snapshot.Ended.Length == 1);
        }

        _clock.Advance(TimeSpan.FromDays(3));
        await using var again = await InboxHost.StartAsync(database, _clock);
        await again.TakeAsync(Fires("DiskFull", "search", "a"), Fires("Slow", "search", "a", at: _clock.GetUtcNow()));
        Assert.Equal("Slow", Assert.Single((await again.UntilAsync(static snapshot => snapshot.Open.Length > 0)).Open).Alerts[0].Name);
    }

    [Fact]
    public async Task An_alert_on_what_its_service_needs_explains_it()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        host.Board.Publish(A.Board().Build() with
        {
            Definitions = Definitions.Empty with { Services = [new("bookings", "Bookings", "", null, ["search"]), new("search", "Search", "", null, ["storage"]), new("storage", "Storage", "", null, [])] },
        });
        await host.TakeAsync(Fires("Slow", "bookings", "a"), Fires("Slow", "search", "b"), Fires("DiskFull", "storage", "c"));
        var snapshot = await host.UntilAsync(static snapshot => snapshot.Open.Count(static group => group.ExplainedBy is not null) == 2);
        var root = Assert.Single(snapshot.Open, static group => group.ExplainedBy is null);
        Assert.Equal("storage", Assert.Single(root.Services));
        Assert.All(snapshot.Open.Where(group => group != root), group => Assert.Equal(root.Id, group.ExplainedBy));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_to_the_sender_and_nothing_is_half_kept()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await RunAsync(database, "CREATE TRIGGER full BEFORE INSERT ON AlertDeliveries BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");
        Assert.Equal(TakeAnswer.Overloaded, await host.TakeAsync(Fires("DiskFull", "search", "a")));
        await RunAsync(database, "DROP TRIGGER full");
        Assert.Equal(TakeAnswer.Taken, await host.TakeAsync(Fires("DiskFull", "search", "a")));
        Assert.Single((await host.UntilAsync(static snapshot => snapshot.Open.Length == 1)).Open);
        Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default), static entry => entry.Kind == "alerts.taken");
    }

    [Fact]
    public async Task The_history_is_searched_in_pages_the_newest_first()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        for (var index = 0; index < 7; index++)
            await host.TakeAsync(Fires(index % 2 == 0 ? "DiskFull" : "Slow_100%", "search", $"{index}", A.Moment.AddHours(index - 10)), Ends(index % 2 == 0 ? "DiskFull" : "Slow_100%", "search", $"{index}", 2, A.Moment.AddHours(index - 10)));
        await host.UntilAsync(static snapshot => snapshot.Ended.Length == 7);
        List<KeptGroup> found = [];
        while (await host.Store.SearchAsync(new(A.Moment.AddDays(-1), A.Moment.AddDays(1), null, found.Count == 0 ? null : new(found[^1].Group.Since, found[^1].Group.Id), 3), default) is { Length: > 0 } page)
            found.AddRange(page);
        Assert.Equal(Enumerable.Range(0, 7).Select(static index => A.Moment.AddHours(index - 10)).Reverse(), found.Select(static kept => kept.Group.Since));
        Assert.Equal(3, (await host.Store.SearchAsync(new(A.Moment.AddDays(-1), A.Moment.AddDays(1), "slow_100%", null, 10), default)).Length);
        Assert.Empty(await host.Store.SearchAsync(new(A.Moment.AddDays(-1), A.Moment.AddDays(1), "s%w", null, 10), default));
    }

    [Fact]
    public async Task A_storm_that_began_at_one_moment_is_paged_through_without_gap_or_repetition()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await InboxHost.StartAsync(database, _clock);
        await host.TakeAsync([.. Enumerable.Range(0, 150).Select(static index => Fires($"Alert{index}", "search", "a"))]);
        await host.UntilAsync(static snapshot => snapshot.Open.Length == 150);
        List<KeptGroup> found = [];
        while (await host.Store.SearchAsync(new(A.Moment.AddDays(-1), A.Moment.AddDays(1), null, found.Count == 0 ? null : new(found[^1].Group.Since, found[^1].Group.Id), 20), default) is { Length: > 0 } page)
            found.AddRange(page);
        Assert.Equal(150, found.Select(static kept => kept.Group.Id).Distinct().Count());
        Assert.Equal(150, found.Count);
    }

    private static async Task RunAsync(TestDatabase database, string sql)
    {
        await using var context = await database.Services.GetRequiredService<IDbContextFactory<MissionContext>>().CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private static BoardSnapshot BoardWithIdentityOff()
    {
        var off = A.Tile().Build() with { State = TileState.Off };
        off = off with { Bpm = off.Bpm with { Id = "sign-in-success", Name = "Sign-in success", Tier = Tier.Critical, Services = ["identity"] } };
        var board = A.Board().With(off).Build();
        return board with { Definitions = board.Definitions with { Services = [new("identity", "Identity", "", null, []), new("search", "Search", "", null, [])] } };
    }

    private AlertBatch Batch(params AlertSignal[] signals) => new("alertmanager", null, _clock.GetUtcNow(), [.. signals]);

    private static AlertSignal Fires(string name, string service, string instance, DateTimeOffset? at = null) => new()
    {
        Labels = LabelSet.Of(("alertname", name), ("service", service), ("instance", instance), ("severity", "warning")),
        IsFiring = true,
        StartsAt = at ?? A.Moment,
    };

    private static AlertSignal Ends(string name, string service, string instance, int minutes, DateTimeOffset? at = null) =>
        Fires(name, service, instance, at) with { IsFiring = false, EndsAt = (at ?? A.Moment).AddMinutes(minutes) };
}
