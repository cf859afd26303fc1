using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage;
using MissionControl.Core.Storage.People;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.People;

public sealed class AccountStoreTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task A_person_comes_back_as_they_were(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada() with { PasswordHash = "hash", FactorKey = "key", HasSecondFactor = true, LastFactorStep = 58_000_000, RecoveryCodes = ["aa", "bb"], Failures = 3, LockedUntil = A.Moment };
        Assert.True(await store.AddAsync(ada, isFirst: true, [Fact("person.added", ada)], default));
        Assert.Equal(ada with { RecoveryCodes = default }, (await store.FindByEmailAsync(ada.Email, default))! with { RecoveryCodes = default });
        Assert.Equal<string>(["aa", "bb"], (await store.FindAsync(ada.Id, default))!.RecoveryCodes);
        Assert.True(await store.HasAdministratorAsync(default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_address_is_taken_once_and_there_is_one_first_administrator(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada();
        Assert.True(await store.AddAsync(ada, isFirst: true, [], default));
        Assert.False(await store.AddAsync(Ada() with { Id = Guid.NewGuid() }, isFirst: false, [], default));
        Assert.False(await store.AddAsync(Ada() with { Id = Guid.NewGuid(), Email = "other@example.org" }, isFirst: true, [], default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Of_two_who_change_somebody_at_once_the_second_is_refused(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada() with { Role = Role.Viewer };
        await store.AddAsync(ada, isFirst: false, [], default);
        var (one, other) = ((await store.FindAsync(ada.Id, default))!, (await store.FindAsync(ada.Id, default))!);
        (one.Role, other.Role) = (Role.Editor, Role.Administrator);
        Assert.Null(await store.SaveAsync(one, [Fact("person.role", one)], default));
        Assert.Equal(SaveRefusal.Changed, await store.SaveAsync(other, [Fact("person.role", other)], default));
        Assert.Null(await store.SaveAsync(one, [], default));
        Assert.Equal(Role.Editor, (await store.FindAsync(ada.Id, default))!.Role);
        Assert.Single(await database.Journal.ReadAfterAsync(0, 10, default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task The_last_administrator_who_can_sign_in_stays(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada();
        var invited = Ada() with { Id = Guid.NewGuid(), Email = "invited@example.org", PasswordHash = null };
        await store.AddAsync(ada, isFirst: true, [], default);
        await store.AddAsync(invited, isFirst: false, [], default);
        ada.IsDisabled = true;
        Assert.Equal(SaveRefusal.LastAdministrator, await store.SaveAsync(ada, [Fact("person.disabled", ada)], default));
        (ada.IsDisabled, ada.Role) = (false, Role.Editor);
        Assert.Equal(SaveRefusal.LastAdministrator, await store.SaveAsync(ada, [], default));
        Assert.Empty(await database.Journal.ReadAfterAsync(0, 10, default));
        invited.PasswordHash = "joined";
        Assert.Null(await store.SaveAsync(invited, [], default));
        Assert.Null(await store.SaveAsync(ada, [], default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_administrator_whose_way_in_is_closed_lets_nobody_in(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var byPassword = Ada();
        var byProvider = Ada() with { Id = Guid.NewGuid(), Email = "bob@example.org", PasswordHash = null, ProviderKey = "b0b" };
        await StoreOf(database).AddAsync(byPassword, isFirst: true, [], default);
        foreach (var (ways, isLast) in ((WaysIn, bool)[])[(new(ByPassword: true, ByProvider: false), true), (new(ByPassword: false, ByProvider: true), false)])
        {
            var store = new AccountStore(database.Services.GetRequiredService<IDbContextFactory<MissionContext>>(), database.Writer, ways);
            await store.AddAsync(byProvider, isFirst: false, [], default);
            Assert.True(await store.HasAdministratorAsync(default));
            var ada = (await store.FindAsync(byPassword.Id, default))!;
            ada.Role = Role.Editor;
            Assert.Equal(isLast ? SaveRefusal.LastAdministrator : null, await store.SaveAsync(ada, [], default));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Whom_the_provider_sends_is_one_person_and_found_by_nothing_else(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var (ada, bob) = (Ada() with { ProviderKey = "ada", AwaitsProvider = true }, Ada() with { Id = Guid.NewGuid(), Email = "bob@example.org" });
        Assert.True(await store.AddAsync(ada, isFirst: false, [], default));
        Assert.False(await store.AddAsync(bob with { ProviderKey = "ada" }, isFirst: false, [], default));
        Assert.True(await store.AddAsync(bob, isFirst: false, [], default));
        Assert.Equal(ada with { RecoveryCodes = default }, (await store.FindByProviderAsync("ada", default))! with { RecoveryCodes = default });
        Assert.Null(await store.FindByProviderAsync("bob", default));
        bob.ProviderKey = "ada";
        Assert.Equal(SaveRefusal.Changed, await store.SaveAsync(bob, [], default));
        (bob.ProviderKey, bob.Email) = (null, "ada@example.org");
        Assert.Equal(SaveRefusal.Changed, await store.SaveAsync(bob, [], default));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_session_is_found_until_it_is_ended_or_its_person_disabled(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada() with { Role = Role.Viewer };
        await store.AddAsync(ada, isFirst: false, [], default);
        var (one, two, three) = (Began(ada), Began(ada), Began(ada));
        foreach (var session in (Session[])[one, two, three])
            await store.BeginSessionAsync(session, Fact("session.began", ada), default);
        Assert.Equal(one.Id, (await store.FindSessionAsync(one.Hash, default))!.Session.Id);
        Assert.Equal(1, await store.EndSessionsAsync(ada.Id, one.Id, null, Fact("session.ended", ada), default));
        Assert.Equal(1, await store.EndSessionsAsync(ada.Id, null, three.Id, Fact("session.ended", ada), default));
        Assert.Equal(0, await store.EndSessionsAsync(ada.Id, one.Id, null, Fact("session.ended", ada), default));
        Assert.Null(await store.FindSessionAsync(two.Hash, default));
        Assert.NotNull(await store.FindSessionAsync(three.Hash, default));
        ada.IsDisabled = true;
        await store.SaveAsync(ada, [], default);
        Assert.Null(await store.FindSessionAsync(three.Hash, default));
        Assert.Equal(5, (await database.Journal.ReadAfterAsync(0, 10, default)).Length);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_link_is_good_once_and_for_a_while_and_ends_every_session(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada() with { Role = Role.Viewer };
        await store.AddAsync(ada, isFirst: false, [], default);
        var (old, link, session) = (LinkSecret.HashOf(LinkSecret.New())!.Value, LinkSecret.HashOf(LinkSecret.New())!.Value, Began(ada));
        await store.BeginSessionAsync(session, Fact("session.began", ada), default);
        await store.AddLinkAsync(new(old, ada.Id, A.Moment.AddDays(3)), Fact("person.link", ada), default);
        await store.AddLinkAsync(new(link, ada.Id, A.Moment.AddDays(3)), Fact("person.link", ada), default);
        Assert.Null(await store.FindByLinkAsync(old, A.Moment, default));
        Assert.Null(await store.FindByLinkAsync(link, A.Moment.AddDays(3), default));
        var found = (await store.FindByLinkAsync(link, A.Moment, default))!;
        found.PasswordHash = "chosen";
        Assert.True(await store.UseLinkAsync(link, found, Fact("person.joined", found), default));
        Assert.False(await store.UseLinkAsync(link, (await store.FindAsync(ada.Id, default))!, Fact("person.joined", found), default));
        Assert.Null(await store.FindSessionAsync(session.Hash, default));
        Assert.Equal("chosen", (await store.FindAsync(ada.Id, default))!.PasswordHash);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Sessions_and_links_that_are_over_are_removed_and_no_other(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var ada = Ada();
        await store.AddAsync(ada, isFirst: true, [], default);
        var (idle, old, good) = (Began(ada), Began(ada) with { Began = A.Moment.AddDays(-7) }, Began(ada) with { LastSeen = A.Moment.AddMinutes(1) });
        foreach (var session in (Session[])[idle, old, good])
            await store.BeginSessionAsync(session, Fact("session.began", ada), default);
        await store.AddLinkAsync(new(LinkSecret.HashOf(LinkSecret.New())!.Value, ada.Id, A.Moment.AddHours(8)), Fact("person.link", ada), default);
        Assert.Equal(3, await database.ThinAsync<AccountStore>(A.Moment.AddHours(8)));
        Assert.Equal(good.Id, Assert.Single(await store.ReadSessionsAsync(ada.Id, default)).Id);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_wall_is_found_until_it_is_revoked(Provider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = StoreOf(database);
        var wall = new WallLink(Guid.NewGuid(), "Office 3", LinkSecret.HashOf(LinkSecret.New())!.Value, A.Moment, null, null);
        await store.AddWallAsync(wall, Fact("wall.added", Ada()), default);
        await store.TouchWallAsync(wall.Id, A.Moment.AddHours(1), default);
        Assert.Equal(A.Moment.AddHours(1), (await store.FindWallAsync(wall.Hash, default))!.LastSeen);
        Assert.True(await store.RevokeWallAsync(wall.Id, Fact("wall.revoked", Ada()), default));
        Assert.False(await store.RevokeWallAsync(wall.Id, Fact("wall.revoked", Ada()), default));
        Assert.Null(await store.FindWallAsync(wall.Hash, default));
        Assert.Single(await store.ReadWallsAsync(default));
    }

    private static IAccountStore StoreOf(TestDatabase database) => database.Services.GetRequiredService<IAccountStore>();

    private static Person Ada() => new()
    {
        Id = new("01930000-0000-7000-8000-000000000001"), Email = "ada@example.org", Name = "Ada", Role = Role.Administrator, PasswordHash = "hash", Stamp = "s1", CreatedAt = A.Moment,
    };

    private static Session Began(Person person) => new(Guid.NewGuid(), LinkSecret.HashOf(LinkSecret.New())!.Value, person.Id, A.Moment, A.Moment, "127.0.0.1", "Firefox");

    private static JournalFact Fact(string kind, Person person) => new(kind, person.Id.ToString(), "system", A.Moment, []);
}
