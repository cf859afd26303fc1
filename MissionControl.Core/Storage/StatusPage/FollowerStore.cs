using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MissionControl.Core.People;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage.Journal;

namespace MissionControl.Core.Storage.StatusPage;

/// <summary>Followers and public news in the database. Thread-safe.</summary>
internal sealed class FollowerStore(IDbContextFactory<MissionContext> contexts, SingleWriter writer) : IFollowerStore, IThinned
{
    private const string Waiting = nameof(FollowerState.Waiting);
    private const string Following = nameof(FollowerState.Following);
    private const string Stopped = nameof(FollowerState.Stopped);
    private const string Visitor = "visitor";

    /// <summary>Longer than <see cref="NewsRules.Longest"/>, after which nothing is noted that is not there: none comes twice.</summary>
    private static readonly TimeSpan NewsKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public Task<FollowAsked> AskAsync(FollowAsk ask, FollowSeal link, int most, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var (key, lately) = (FollowRules.KeyOf(ask.Address), now - Hour);
            var asked = await context.Set<FollowerRow>().CountAsync(row => row.AskedAt > lately && row.AskedAt <= now, cancellation);
            var row = await context.Set<FollowerRow>().SingleOrDefaultAsync(row => row.Key == key, cancellation);
            if (asked >= most)
                return FollowAsked.TooMany;
            var isNew = row is null;
            if (row is null)
                context.Add(row = RowOf(ask, key, link, now));
            // What lies in the future was written by a clock that has been put right since.
            if (row.CountedFrom <= now - Day || row.CountedFrom > now)
                (row.CountedFrom, row.Answers) = (now, 0);
            if (!isNew && ((row.AskedAt > now - FollowRules.BetweenAnswers && row.AskedAt <= now) || row.Answers >= FollowRules.MostAnswersADay))
                return FollowAsked.Taken;
            // Nothing of somebody who follows is changed by whoever typed their address; and what is confirmed is what the mail says.
            if (row.State != Following)
                (row.State, row.Language, row.Components, row.StoppedAt, row.ConfirmedAt) = (Waiting, ask.Language, string.Join(' ', ask.Components), null, null);
            (row.AskedAt, row.IsAnswerDue, row.NextAt, row.Attempts, row.Refusals) = (now, true, Follower.AtOnce, 0, 0);
            row.Answers++;
            await context.SaveChangesAsync(cancellation);
            return FollowAsked.Taken;
        },
        cancellationToken);

    public async Task<Follower?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await context.Set<FollowerRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken))?.ToFollower();
    }

    public Task<bool> ConfirmAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<FollowerRow>().SingleOrDefaultAsync(row => row.Id == id && row.State != Stopped, cancellation) is not { } row)
                return false;
            // Pressed twice it is the same.
            if (row.State == Following)
                return true;
            (row.State, row.ConfirmedAt, row.IsAnswerDue, row.NextAt) = (Following, now, false, Follower.AtOnce);
            // What is public already was there to be read.
            row.Seen = await context.Set<NewsRow>().MaxAsync(static news => (long?)news.Number, cancellation) ?? 0;
            await context.SaveChangesAsync(cancellation);
            await JournalAsync(context, "follower.joined", Visitor, now, cancellation);
            return true;
        },
        cancellationToken);

    public Task<bool> ChangeAsync(Guid id, ImmutableArray<string> components, string language, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var joined = string.Join(' ', components);
            return await context.Set<FollowerRow>().Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Components, joined).SetProperty(row => row.Language, language), cancellation) > 0;
        },
        cancellationToken);

    public Task<bool> LeaveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var wasFollowing = await context.Set<FollowerRow>().AnyAsync(row => row.Id == id && row.State != Waiting, cancellation);
            if (await context.Set<FollowerRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation) == 0)
                return false;
            if (wasFollowing)
                await JournalAsync(context, "follower.left", Visitor, now, cancellation);
            return true;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(string address, Actor by, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var key = FollowRules.KeyOf(address);
            if (await context.Set<FollowerRow>().Where(row => row.Key == key).ExecuteDeleteAsync(cancellation) == 0)
                return false;
            await JournalAsync(context, "follower.removed", by, now, cancellation);
            return true;
        },
        cancellationToken);

    public Task<int> ReviveAsync(Actor by, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            var newest = await context.Set<NewsRow>().MaxAsync(static news => (long?)news.Number, cancellation) ?? 0;
            var count = await context.Set<FollowerRow>().Where(row => row.State == Stopped).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, Following).SetProperty(row => row.StoppedAt, (DateTimeOffset?)null).SetProperty(row => row.Refusals, 0)
                    .SetProperty(row => row.Seen, newest).SetProperty(row => row.NextAt, Follower.AtOnce),
                cancellation);
            if (count > 0)
                await JournalAsync(context, "follower.revived", by, now, cancellation);
            return count;
        },
        cancellationToken);

    public async Task<FollowerCounts> CountAsync(int newest, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Set<FollowerRow>().AsNoTracking();
        var counts = await rows.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(static one => one.Key, static one => one.Count, cancellationToken);
        var found = await rows.OrderByDescending(row => row.AskedAt).Take(newest).ToArrayAsync(cancellationToken);
        return new(counts.GetValueOrDefault(Following), counts.GetValueOrDefault(Waiting), counts.GetValueOrDefault(Stopped), [.. found.Select(static row => row.ToFollower())]);
    }

    public async Task<ImmutableArray<PublicNews>> ReadNewsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadNewsAsync(context, cancellationToken);
    }

    public Task<ImmutableArray<PublicNews>> NoteAsync(ImmutableArray<PublicNews> news, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            foreach (var one in news)
            {
                if (await context.Set<NewsRow>().AnyAsync(row => row.Key == one.Key, cancellation))
                    continue;
                context.Add(NewsRow.Of(one));
                // Each by itself, so that the numbers are in this order. How many it is for is known to nobody before they are asked.
                await context.SaveChangesAsync(cancellation);
                await JournalWriter.AppendAsync(context, new("followers.told", one.Subject, Actor.System, one.PublicAt, new()
                {
                    ["followers"] = await context.Set<FollowerRow>().CountAsync(row => row.State == Following, cancellation),
                    ["kind"] = one.Kind.ToString(),
                    ["update"] = one.Update,
                }), cancellation);
            }

            return await ReadNewsAsync(context, cancellation);
        },
        cancellationToken);

    public async Task<ImmutableArray<Follower>> ReadDueAsync(long newest, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Set<FollowerRow>().AsNoTracking();
        // Whoever waits for an answer sits before a screen.
        var answers = await rows.Where(row => row.IsAnswerDue && row.State != Stopped && row.NextAt <= now).OrderBy(row => row.AskedAt).Take(most).ToArrayAsync(cancellationToken);
        if (answers.Length == most)
            return [.. answers.Select(static row => row.ToFollower())];
        var news = await rows.Where(row => row.State == Following && row.Seen < newest && row.NextAt <= now && !row.IsAnswerDue).OrderBy(row => row.Seen).Take(most - answers.Length).ToArrayAsync(cancellationToken);
        return [.. answers.Concat(news).Select(static row => row.ToFollower())];
    }

    public Task SkipAsync(ImmutableArray<Guid> ids, long seen, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            var these = ids.ToArray();
            return context.Set<FollowerRow>().Where(row => these.Contains(row.Id) && row.Seen < seen)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Seen, seen).SetProperty(row => row.Attempts, 0), cancellation);
        },
        cancellationToken);

    public Task RenewAsync(Guid id, ImmutableArray<byte>? confirmation, FollowSeal? link, CancellationToken cancellationToken) => writer.WriteAsync(
        async (context, cancellation) =>
        {
            if (await context.Set<FollowerRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } row)
                return false;
            if (confirmation is { } hash)
                row.Confirmation = [.. hash];
            if (link is not null)
                (row.LinkHash, row.LinkClosed) = ([.. link.Hash], [.. link.Closed]);
            await context.SaveChangesAsync(cancellation);
            return true;
        },
        cancellationToken);

    public Task RecordAsync(Follower follower, DateTimeOffset now, CancellationToken cancellationToken) => writer.WriteAsync(
        (context, cancellation) =>
        {
            var row = context.Set<FollowerRow>().Where(row => row.Id == follower.Id);
            // Of an address that nobody confirmed nothing is kept.
            if (follower is { State: FollowerState.Stopped, ConfirmedAt: null })
                return row.ExecuteDeleteAsync(cancellation);
            return row.ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(row => row.IsAnswerDue, follower.IsAnswerDue).SetProperty(row => row.Seen, follower.Seen).SetProperty(row => row.NextAt, follower.NextAt)
                        .SetProperty(row => row.Attempts, follower.Attempts).SetProperty(row => row.Refusals, follower.Refusals);
                    if (follower.State == FollowerState.Stopped)
                        set.SetProperty(row => row.State, Stopped).SetProperty(row => row.StoppedAt, now);
                },
                cancellation);
        },
        cancellationToken);

    public Task<int> ThinAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (asked, stopped, told) = (now - FollowRules.Unconfirmed, now - FollowRules.StoppedKept, now - NewsKept);
        return writer.WriteAsync(
            async (context, cancellation) =>
                await context.Set<FollowerRow>().Where(row => (row.State == Waiting && row.AskedAt < asked) || (row.State == Stopped && row.StoppedAt < stopped)).ExecuteDeleteAsync(cancellation)
                + await context.Set<NewsRow>().Where(row => row.PublicAt < told).ExecuteDeleteAsync(cancellation),
            cancellationToken);
    }

    private static async Task<ImmutableArray<PublicNews>> ReadNewsAsync(MissionContext context, CancellationToken cancellationToken) =>
        [.. (await context.Set<NewsRow>().AsNoTracking().OrderBy(row => row.Number).ToArrayAsync(cancellationToken)).Select(static row => row.ToNews())];

    private static Task JournalAsync(MissionContext context, string kind, string by, DateTimeOffset at, CancellationToken cancellationToken) => JournalAsync(context, kind, new Actor(by, null), at, cancellationToken);

    // How many there are, and nothing that tells who.
    private static async Task JournalAsync(MissionContext context, string kind, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await JournalWriter.AppendAsync(context, new(kind, "", by, at, new() { ["followers"] = await context.Set<FollowerRow>().CountAsync(row => row.State == Following, cancellationToken) }), cancellationToken);

    private static FollowerRow RowOf(FollowAsk ask, string key, FollowSeal link, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        Key = key,
        Address = ask.Address,
        Language = ask.Language,
        Components = string.Join(' ', ask.Components),
        State = Waiting,
        AskedAt = now,
        NextAt = Follower.AtOnce,
        LinkHash = [.. link.Hash],
        LinkClosed = [.. link.Closed],
    };
}
