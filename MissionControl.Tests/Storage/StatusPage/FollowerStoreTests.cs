using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage.StatusPage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.StatusPage;

public sealed class FollowerStoreTests
{
    private static readonly FollowSeal Link = new(FollowSecret.HashOf("link"), [1, 2, 3]);
    private static readonly DateTimeOffset Now = A.Moment;

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_follower_comes_back_as_they_asked_and_is_gone_when_they_leave(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        Assert.Equal(FollowAsked.Taken, await store.AskAsync(new("Ada@example.org", "de", ["booking", "sign-in"]), Link, 10, Now, default));
        var asked = Assert.Single(await store.ReadDueAsync(0, Now, 10, default));
        Assert.Equal(("Ada@example.org", "de", FollowerState.Waiting, true), (asked.Address, asked.Language, asked.State, asked.IsAnswerDue));
        Assert.Equal<string>(["booking", "sign-in"], asked.Components);
        Assert.True(await store.ConfirmAsync(asked.Id, Now.AddMinutes(1), default));
        Assert.True(await store.ConfirmAsync(asked.Id, Now.AddMinutes(2), default));
        Assert.Equal(Now.AddMinutes(1), (await store.FindAsync(asked.Id, default))!.ConfirmedAt);
        Assert.Equal((1, 0, 0), await CountsAsync(store));
        Assert.True(await store.ChangeAsync(asked.Id, [], "en", default));
        Assert.True(await store.LeaveAsync(asked.Id, Now, default));
        Assert.False(await store.LeaveAsync(asked.Id, Now, default));
        Assert.Null(await store.FindAsync(asked.Id, default));
        var journal = await database.Journal.ReadAfterAsync(0, 100, default);
        Assert.Equal(["follower.joined", "follower.left"], journal.Select(static entry => entry.Kind));
        Assert.All(journal, static entry => Assert.DoesNotContain("ada", entry.Body + entry.Subject + entry.Actor, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_address_gets_one_answer_in_ten_minutes_and_all_together_so_many_in_an_hour(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        await AskAsync(store, "ada@example.org", Now);
        var ada = Assert.Single(await store.ReadDueAsync(0, Now, 10, default));
        await store.RecordAsync(ada with { IsAnswerDue = false }, Now, default);
        await AskAsync(store, "ADA@example.org", Now.AddMinutes(9));
        Assert.Empty(await store.ReadDueAsync(0, Now.AddHours(1), 10, default));
        await AskAsync(store, "ada@example.org", Now.AddMinutes(11));
        Assert.Single(await store.ReadDueAsync(0, Now.AddHours(1), 10, default));
        Assert.Equal(FollowAsked.Taken, await AskAsync(store, "bo@example.org", Now.AddMinutes(12), most: 2));
        Assert.Equal(FollowAsked.TooMany, await AskAsync(store, "cy@example.org", Now.AddMinutes(13), most: 2));
        // Also for those who are known: nobody learns from it who is.
        Assert.Equal(FollowAsked.TooMany, await AskAsync(store, "ada@example.org", Now.AddMinutes(13), most: 2));
        Assert.Equal(FollowAsked.Taken, await AskAsync(store, "cy@example.org", Now.AddMinutes(80), most: 2));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Whoever_never_said_yes_is_forgotten_after_two_days_and_whoever_is_refused_after_thirty(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        await AskAsync(store, "ada@example.org", Now);
        await AskAsync(store, "bo@example.org", Now);
        var bo = (await store.ReadDueAsync(0, Now, 10, default)).Single(static one => one.Address == "bo@example.org");
        await store.ConfirmAsync(bo.Id, Now, default);
        await database.ThinAsync<FollowerStore>(Now.AddHours(47));
        Assert.Equal((1, 1, 0), await CountsAsync(store));
        await database.ThinAsync<FollowerStore>(Now.AddHours(49));
        Assert.Equal((1, 0, 0), await CountsAsync(store));
        await store.RecordAsync((await store.FindAsync(bo.Id, default))! with { State = FollowerState.Stopped }, Now, default);
        await database.ThinAsync<FollowerStore>(Now.AddDays(29));
        Assert.Equal((0, 0, 1), await CountsAsync(store));
        await database.ThinAsync<FollowerStore>(Now.AddDays(31));
        Assert.Equal((0, 0, 0), await CountsAsync(store));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task News_is_noted_once_in_its_order_and_its_numbers_never_come_back(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        var first = await store.NoteAsync([News("a", Now), News("b", Now)], default);
        Assert.Equal(["a", "b"], first.Select(static one => one.Key));
        Assert.Equal(["a", "b", "c"], (await store.NoteAsync([News("b", Now), News("c", Now.AddDays(20))], default)).Select(static one => one.Key));
        await database.ThinAsync<FollowerStore>(Now.AddDays(60));
        Assert.Empty(await store.ReadNewsAsync(default));
        var later = Assert.Single(await store.NoteAsync([News("d", Now.AddDays(60))], default));
        Assert.True(later.Sequence > first[1].Sequence + 1);
        Assert.Equal(4, (await database.Journal.ReadAfterAsync(0, 100, default)).Count(static entry => entry.Kind == "followers.told"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Due_is_who_has_not_seen_the_newest_and_whoever_waits_for_an_answer_comes_first(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        foreach (var name in (string[])["ada", "bo"])
            await AskAsync(store, $"{name}@example.org", Now);
        foreach (var one in await store.ReadDueAsync(0, Now, 10, default))
            await store.ConfirmAsync(one.Id, Now, default);
        var newest = (await store.NoteAsync([News("a", Now)], default))[^1].Sequence;
        await AskAsync(store, "cy@example.org", Now);
        Assert.Equal("cy@example.org", (await store.ReadDueAsync(newest, Now, 10, default))[0].Address);
        var due = await store.ReadDueAsync(newest, Now, 10, default);
        Assert.Equal(3, due.Length);
        await store.SkipAsync([due[1].Id], newest, default);
        Assert.Equal(2, (await store.ReadDueAsync(newest, Now, 10, default)).Length);
        // Told by us, changed by them meanwhile: both stand.
        await store.ChangeAsync(due[2].Id, ["booking"], "de", default);
        await store.RecordAsync(due[2] with { Seen = newest }, Now, default);
        Assert.Equal(("de", newest), ((await store.FindAsync(due[2].Id, default))!.Language, (await store.FindAsync(due[2].Id, default))!.Seen));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_address_is_removed_on_request_and_the_journal_says_by_whom(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = database.Services.GetRequiredService<IFollowerStore>();
        await AskAsync(store, "ada@example.org", Now);
        Assert.False(await store.RemoveAsync("bo@example.org", new("person:1", null), Now, default));
        Assert.True(await store.RemoveAsync("Ada@Example.org", new("person:1", null), Now, default));
        var entry = Assert.Single(await database.Journal.ReadAfterAsync(0, 100, default));
        Assert.Equal(("follower.removed", "", "person:1", """{"followers":0}"""), (entry.Kind, entry.Subject, entry.Actor, entry.Body));
    }

    private static Task<FollowAsked> AskAsync(IFollowerStore store, string address, DateTimeOffset at, int most = 10) => store.AskAsync(new(address, "en", []), Link, most, at, default);

    private static async Task<(int, int, int)> CountsAsync(IFollowerStore store) => await store.CountAsync(10, default) is var counts ? (counts.Following, counts.Waiting, counts.Stopped) : default;

    private static PublicNews News(string key, DateTimeOffset at) => new() { Key = key, Kind = NewsKind.Said, Subject = "1", Update = 2, Components = ImmutableArray<string>.Empty, PublicAt = at };
}
