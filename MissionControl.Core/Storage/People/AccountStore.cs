using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.People;

/// <summary>People, sessions and links in the database. Thread-safe.</summary>
internal sealed class AccountStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer, WaysIn ways) : IAccountStore, IThinned
{
    private const string Administrator = nameof(Role.Administrator);

    public async Task<ImmutableArray<Person>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<AccountRow>().AsNoTracking().OrderBy(row => row.Name).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToPerson())];
    }

    public async Task<Person?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken))?.ToPerson();
    }

    public async Task<Person?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Email == email, cancellationToken))?.ToPerson();
    }

    public async Task<Person?> FindByProviderAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(row => row.ProviderKey == key, cancellationToken))?.ToPerson();
    }

    public Task<bool> AddAsync(Person account, bool isFirst, ImmutableArray<JournalFact> facts, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<AccountRow>().AnyAsync(row => row.Email == account.Email || (account.ProviderKey != null && row.ProviderKey == account.ProviderKey), cancellation)
                || (isFirst && await Administrators(context).AnyAsync(cancellation)))
                return false;
            context.Add(AccountRow.Of(account));
            await AppendAsync(context, facts, cancellation);
            return true;
        },
        cancellationToken);

    public async Task<SaveRefusal?> SaveAsync(Person account, ImmutableArray<JournalFact> facts, CancellationToken cancellationToken)
    {
        var stamp = Guid.NewGuid().ToString("N");
        var refusal = await writer.WriteAsync<SaveRefusal?>(
            async (context, cancellation) =>
            {
                var row = await context.Set<AccountRow>().SingleOrDefaultAsync(row => row.Id == account.Id, cancellation);
                if (row is null || row.Stamp != account.Stamp
                    || await context.Set<AccountRow>().AnyAsync(other => other.Id != account.Id && (other.Email == account.Email || (account.ProviderKey != null && other.ProviderKey == account.ProviderKey)), cancellation))
                    return SaveRefusal.Changed;
                // Within the transaction: of two who remove each other at once, one stays.
                if (!LetsOthersIn(account)
                    && await Administrators(context).AnyAsync(other => other.Id == account.Id, cancellation)
                    && !await Administrators(context).AnyAsync(other => other.Id != account.Id, cancellation))
                    return SaveRefusal.LastAdministrator;
                row.Take(account);
                row.Stamp = stamp;
                await AppendAsync(context, facts, cancellation);
                return null;
            },
            cancellationToken);
        if (refusal is null)
            account.Stamp = stamp;
        return refusal;
    }

    public async Task<bool> HasAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Administrators(context).AnyAsync(cancellationToken);
    }

    public Task BeginSessionAsync(Session session, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            context.Add(new SessionRow
            {
                Id = session.Id,
                Hash = [.. session.Hash],
                AccountId = session.AccountId,
                Began = session.Began,
                LastSeen = session.LastSeen,
                From = session.From,
                Agent = session.Agent,
            });
            return JournalWriter.AppendAsync(context, fact, cancellation);
        },
        cancellationToken);

    public async Task<KnownSession?> FindSessionAsync(ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        byte[] key = [.. hash];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from session in context.Set<SessionRow>().AsNoTracking()
            join account in context.Set<AccountRow>() on session.AccountId equals account.Id
            where session.Hash == key && !account.IsDisabled
            select new { session, account }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new(found.session.ToSession(), found.account.ToPerson());
    }

    public async Task<ImmutableArray<Session>> ReadSessionsAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<SessionRow>().AsNoTracking().Where(row => row.AccountId == accountId).OrderByDescending(row => row.LastSeen).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToSession())];
    }

    public Task TouchSessionAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => context.Set<SessionRow>().Where(row => row.Id == id && row.LastSeen < at).ExecuteUpdateAsync(row => row.SetProperty(session => session.LastSeen, at), cancellation),
        cancellationToken);

    public Task<int> EndSessionsAsync(Guid accountId, Guid? id, Guid? kept, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var ended = await context.Set<SessionRow>()
                .Where(row => row.AccountId == accountId && (id == null || row.Id == id) && (kept == null || row.Id != kept)).ExecuteDeleteAsync(cancellation);
            if (ended > 0)
                await JournalWriter.AppendAsync(context, fact, cancellation);
            return ended;
        },
        cancellationToken);

    public Task AddLinkAsync(OneTimeLink link, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            await context.Set<OneTimeLinkRow>().Where(row => row.AccountId == link.AccountId).ExecuteDeleteAsync(cancellation);
            context.Add(new OneTimeLinkRow { AccountId = link.AccountId, Hash = [.. link.Hash], Until = link.Until });
            return await JournalWriter.AppendAsync(context, fact, cancellation);
        },
        cancellationToken);

    public async Task<Person?> FindByLinkAsync(ImmutableArray<byte> hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[] key = [.. hash];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from link in context.Set<OneTimeLinkRow>().AsNoTracking()
            join account in context.Set<AccountRow>() on link.AccountId equals account.Id
            where link.Hash == key && link.Until > now && !account.IsDisabled
            select account).SingleOrDefaultAsync(cancellationToken);
        return found?.ToPerson();
    }

    public Task<bool> UseLinkAsync(ImmutableArray<byte> hash, Person account, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            byte[] key = [.. hash];
            var row = await context.Set<AccountRow>().SingleOrDefaultAsync(row => row.Id == account.Id && row.Stamp == account.Stamp, cancellation);
            if (row is null || await context.Set<OneTimeLinkRow>().Where(link => link.Hash == key).ExecuteDeleteAsync(cancellation) == 0)
                return false;
            row.Take(account);
            row.Stamp = Guid.NewGuid().ToString("N");
            // Whoever is in with the password that was lost is not any more.
            await context.Set<SessionRow>().Where(session => session.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
            await JournalWriter.AppendAsync(context, fact, cancellation);
            return true;
        },
        cancellationToken);

    public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var (idle, oldest) = (now - Session.Idle, now - Session.Longest);
            return await context.Set<SessionRow>().Where(row => row.LastSeen <= idle || row.Began <= oldest).ExecuteDeleteAsync(cancellation)
                + await context.Set<OneTimeLinkRow>().Where(row => row.Until <= now).ExecuteDeleteAsync(cancellation);
        },
        cancellationToken);

    public async Task<ImmutableArray<WallLink>> ReadWallsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Set<WallLinkRow>().AsNoTracking().OrderBy(row => row.Name).ToArrayAsync(cancellationToken);
        return [.. rows.Select(static row => row.ToWall())];
    }

    public Task AddWallAsync(WallLink wall, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            context.Add(new WallLinkRow { Id = wall.Id, Name = wall.Name, Hash = [.. wall.Hash], MadeAt = wall.MadeAt });
            return JournalWriter.AppendAsync(context, fact, cancellation);
        },
        cancellationToken);

    public async Task<WallLink?> FindWallAsync(ImmutableArray<byte> hash, CancellationToken cancellationToken)
    {
        byte[] key = [.. hash];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Set<WallLinkRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Hash == key && row.RevokedAt == null, cancellationToken))?.ToWall();
    }

    public Task TouchWallAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) => context.Set<WallLinkRow>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(wall => wall.LastSeen, at), cancellation),
        cancellationToken);

    public Task<bool> RevokeWallAsync(Guid id, JournalFact fact, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<WallLinkRow>().Where(row => row.Id == id && row.RevokedAt == null).ExecuteUpdateAsync(row => row.SetProperty(wall => wall.RevokedAt, fact.At), cancellation) == 0)
                return false;
            await JournalWriter.AppendAsync(context, fact, cancellation);
            return true;
        },
        cancellationToken);

    /// <summary>Invited ones do not count before they have joined.</summary>
    private IQueryable<AccountRow> Administrators(MissionContext context) => context.Set<AccountRow>()
        .Where(row => row.Role == Administrator && !row.IsDisabled && ((ways.ByPassword && row.PasswordHash != null) || (ways.ByProvider && row.ProviderKey != null)));

    private bool LetsOthersIn(Person account) =>
        account is { Role: Role.Administrator, IsDisabled: false } && ((ways.ByPassword && account.PasswordHash is not null) || (ways.ByProvider && account.ProviderKey is not null));

    private static async Task AppendAsync(MissionContext context, ImmutableArray<JournalFact> facts, CancellationToken cancellationToken)
    {
        foreach (var fact in facts)
            await JournalWriter.AppendAsync(context, fact, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }
}
