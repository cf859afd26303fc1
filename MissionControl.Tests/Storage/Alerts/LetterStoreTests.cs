using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Alerts;
using MissionControl.Tests.Alerts.Telling;

namespace MissionControl.Tests.Storage.Alerts;

public sealed class LetterStoreTests
{
    private static readonly Actor Ada = new("person:1", null);

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_is_queued_comes_back_as_it_was_with_what_was_told_and_one_journal_entry(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var group = Groups.Open();
        var (told, letter) = (Groups.Told(group), Groups.Letter(group) with { Addressee = "U1", IsSilent = true });
        await store.QueueAsync([new(told, letter)], Groups.Noon, default);
        Assert.Equal([told], (await store.ReadToldAsync(Groups.Noon, default)).ToArray());
        var due = Assert.Single(await store.ReadDueAsync(Groups.Noon, 10, default));
        Assert.Equal(MessageJson.Write(letter.Message), MessageJson.Write(due.Letter.Message));
        Assert.Equal(letter with { Message = due.Letter.Message }, due.Letter);
        Assert.Equal((null, false), (due.Reference, due.HasBefore));
        var entry = Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
        Assert.Equal(("alert.told", group.Id.ToString(), "system"), (entry.Kind, entry.Subject, entry.Actor));
        Assert.DoesNotContain("U1", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("disks", entry.Body, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_a_lane_the_next_may_go_only_when_the_one_before_is_settled(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var group = Groups.Open();
        var (first, second) = (Groups.Letter(group), Groups.Letter(group, kind: LetterKind.AllClear, number: 2));
        await store.QueueAsync([new(Groups.Told(group), first)], Groups.Noon, default);
        await store.QueueAsync([new(Groups.Told(group, letters: 2), second)], Groups.Noon, default);
        await store.RecordAsync([new(first with { Attempts = 1, NextAt = Groups.Noon.AddMinutes(1), Problem = "down" }, null)], Groups.Noon, default);
        Assert.Empty(await store.ReadDueAsync(Groups.Noon.AddSeconds(59), 10, default));
        var again = Assert.Single(await store.ReadDueAsync(Groups.Noon.AddMinutes(1), 10, default));
        Assert.Equal((first.Id, 1, "down"), (again.Letter.Id, again.Letter.Attempts, again.Letter.Problem));
        await store.RecordAsync([new(again.Letter with { State = LetterState.Sent, SentAt = Groups.Noon }, "C1:1.5")], Groups.Noon, default);
        var next = Assert.Single(await store.ReadDueAsync(Groups.Noon.AddMinutes(1), 10, default));
        Assert.Equal((second.Id, "C1:1.5", true), (next.Letter.Id, next.Reference, next.HasBefore));
        Assert.Equal("C1:1.5", next.Reference);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_change_that_waits_gives_way_to_a_newer_one_and_the_first_word_does_not(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var group = Groups.Open();
        for (var number = 1; number <= 3; number++)
            await store.QueueAsync([new(Groups.Told(group, letters: number), Groups.Letter(group, kind: number == 1 ? LetterKind.Opened : LetterKind.Changed, number: number))], Groups.Noon, default);
        var letters = await store.SearchAsync(new(null, null, 0, 10), default);
        Assert.Equal([(3, LetterState.Waiting), (2, LetterState.Superseded), (1, LetterState.Waiting)], letters.Select(static letter => (letter.Number, letter.State)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_dead_letter_is_found_and_replayed_once(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var letter = Groups.Letter(Groups.Open("Needle")) with { Addressee = "ada@example.org" };
        await store.QueueAsync([new(Groups.Told(Groups.Open("Needle")) with { Id = letter.Lane }, letter)], Groups.Noon, default);
        Assert.False(await store.ReplayAsync(letter.Id, Groups.Noon, Ada, default));
        await store.RecordAsync([new(letter with { Attempts = 9, State = LetterState.Dead, Problem = "no such channel" }, null)], Groups.Noon, default);
        Assert.Empty(await store.ReadDueAsync(Groups.Noon.AddDays(1), 10, default));
        Assert.Equal(letter.Id, Assert.Single(await store.SearchAsync(new("needle", LetterState.Dead, 0, 10), default)).Id);
        Assert.Single(await store.SearchAsync(new("ADA@", null, 0, 10), default));
        Assert.Empty(await store.SearchAsync(new("%", null, 0, 10), default));
        var later = Groups.Noon.AddDays(3);
        Assert.True(await store.ReplayAsync(letter.Id, later, Ada, default));
        Assert.False(await store.ReplayAsync(letter.Id, later, Ada, default));
        var due = Assert.Single(await store.ReadDueAsync(later, 10, default)).Letter;
        Assert.Equal((0, later), (due.Attempts, due.Due));
        Assert.Equal(["alert.told", "letter.dead", "letter.replayed"], (await database.Journal.ReadAfterAsync(0, 10, default)).Select(static entry => entry.Kind));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_notice_that_was_queued_is_not_queued_again(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var letter = Groups.Letter(Groups.Open()) with { Group = Guid.Empty, Kind = LetterKind.Notice, Route = null };
        Assert.True(await store.QueueNoticeAsync([letter], default));
        Assert.False(await store.QueueNoticeAsync([letter, letter with { Id = Guid.NewGuid() }], default));
        Assert.Equal((letter.Id, LetterKind.Notice), Assert.Single(await store.ReadDueAsync(Groups.Noon, 10, default)).Letter is var due ? (due.Id, due.Kind) : default);
        Assert.Equal("letter.notice", Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default)).Kind);
        Assert.Empty(await store.ReadToldAsync(Groups.Noon.AddYears(-1), default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task What_is_old_and_settled_is_let_go(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var (over, open) = (Groups.Open(), Groups.Open());
        await store.QueueAsync([new(Groups.Told(over) with { State = ToldState.Over }, Groups.Letter(over)), new(Groups.Told(open), Groups.Letter(open))], Groups.Noon, default);
        await store.RecordAsync([new((await store.SearchAsync(new(null, null, 0, 10), default)).Single(letter => letter.Group == over.Id) with { State = LetterState.Sent }, null)], Groups.Noon, default);
        Assert.Equal(2, await database.ThinAsync<LetterStore>(Groups.Noon.AddDays(91)));
        Assert.Equal(open.Id, Assert.Single(await store.SearchAsync(new(null, null, 0, 10), default)).Group);
    }

    private static ILetterStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<ILetterStore>();
}
