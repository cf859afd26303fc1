using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Storage;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.People.Tokens;

public sealed class TokenBookTests
{
    private static readonly TokenDraft Deploys = new("deploys", ["changes:write"], TimeSpan.FromDays(1));
    private static readonly Actor Admin = new("person:1", "192.0.2.7");
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_token_is_found_by_its_secret_until_it_expires()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var issued = (await book.IssueAsync(Deploys, Admin, default)).Issued!;
        Assert.Equal(new(TokenFinding.Good, Assert.Single(book.All)), await book.FindAsync(issued.Secret, default));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TokenFinding.Expired, (await book.FindAsync(issued.Secret, default)).Finding);
    }

    [Fact]
    public async Task The_secret_is_kept_nowhere()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var secret = (await book.IssueAsync(Deploys, Admin, default)).Issued!.Secret;
        using var raw = database.OpenRaw();
        raw.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.DoesNotContain(secret[3..], System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(database.File)), StringComparison.Ordinal);
        Assert.Equal(TokenSecret.HashOf(secret), (byte[])raw.Ask("SELECT \"Hash\" FROM \"Tokens\"")!);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var issued = (await book.IssueAsync(Deploys, Admin, default)).Issued!;
        Assert.True(await book.RevokeAsync(issued.Token.Id, Admin, default));
        Assert.False(await book.RevokeAsync(issued.Token.Id, Admin, default));
        Assert.Equal(TokenFinding.Revoked, (await book.FindAsync(issued.Secret, default)).Finding);
    }

    [Fact]
    public async Task What_another_process_issues_is_good_at_once_and_what_it_revokes_is_known_with_the_next_look()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        await book.RefreshAsync(default);
        using var other = Book(database);
        var issued = (await other.IssueAsync(Deploys, Admin, default)).Issued!;
        Assert.Equal(TokenFinding.Good, (await book.FindAsync(issued.Secret, default)).Finding);
        await other.RevokeAsync(issued.Token.Id, Admin, default);
        await book.RefreshAsync(default);
        Assert.Equal(TokenFinding.Revoked, (await book.FindAsync(issued.Secret, default)).Finding);
    }

    [Fact]
    public async Task Guessing_makes_no_work_for_the_database()
    {
        var store = new CountingStore();
        using var book = new TokenBook(store, _clock, NullLogger<TokenBook>.Instance);
        for (var guess = 0; guess < 50; guess++)
            Assert.Equal(TokenFinding.Unknown, (await book.FindAsync(TokenSecret.New(), default)).Finding);
        Assert.Equal(TokenBook.MostLooks, store.Reads);
        Assert.Equal(TokenFinding.Unknown, (await book.FindAsync("mc_short", default)).Finding);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await book.FindAsync(TokenSecret.New(), default);
        Assert.Equal(TokenBook.MostLooks + 1, store.Reads);
    }

    [Fact]
    public async Task A_database_that_fails_makes_strangers_wait_and_leaves_the_known_alone()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var issued = (await book.IssueAsync(Deploys, Admin, default)).Issued!;
        using (var raw = database.OpenRaw())
            raw.Run("DROP TABLE \"Tokens\"");
        Assert.Equal(TokenFinding.Unreadable, (await book.FindAsync(TokenSecret.New(), default)).Finding);
        Assert.Equal(TokenFinding.Good, (await book.FindAsync(issued.Secret, default)).Finding);
    }

    [Fact]
    public async Task Issuing_and_revoking_are_in_the_journal_without_name_and_secret()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var issued = (await book.IssueAsync(Deploys, Admin, default)).Issued!;
        await book.RevokeAsync(issued.Token.Id, Admin, default);
        var entries = await database.Journal.ReadAfterAsync(0, 10, default);
        Assert.Equal(["token.issued", "token.revoked"], entries.Select(entry => entry.Kind));
        Assert.All(entries, entry => Assert.Equal(("person:1", issued.Token.Id.ToString()), (entry.Actor, entry.Subject)));
        Assert.EndsWith(""","expires":"2026-11-22T02:04:00Z","scopes":["changes:write"]}""", entries[0].Body, StringComparison.Ordinal);
        Assert.All(entries, static entry => Assert.Equal("192.0.2.7", entry.From));
    }

    [Fact]
    public async Task Use_is_written_once_a_minute_and_in_the_journal_once_a_day()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var token = (await book.IssueAsync(Deploys, Admin, default)).Issued!.Token;
        var uses = new TokenUses(database.Services.GetRequiredService<ITokenStore>());
        async Task<DateTimeOffset?> UseAsync(TimeSpan later)
        {
            _clock.Advance(later);
            uses.Note(token, "192.0.2.9", _clock.GetUtcNow());
            await uses.SaveAsync(_clock.GetUtcNow(), default);
            await book.RefreshAsync(default);
            return book.All.Single().LastUsedAt;
        }

        Assert.Equal(A.Moment, await UseAsync(TimeSpan.Zero));
        Assert.Equal(A.Moment, await UseAsync(TimeSpan.FromSeconds(59)));
        Assert.Equal(A.Moment.AddSeconds(60), await UseAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(A.Moment.AddHours(23).AddSeconds(60), await UseAsync(TimeSpan.FromHours(23)));
        var used = (await database.Journal.ReadAfterAsync(1, 10, default)).ToList();
        Assert.Equal(["token.used", "token.used"], used.Select(entry => entry.Kind));
        Assert.All(used, entry => Assert.Equal((token.ActorId, "192.0.2.9"), (entry.Actor, entry.From)));
    }

    [Fact]
    public async Task The_last_use_is_written_down_when_the_app_ends()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        var token = (await book.IssueAsync(Deploys, Admin, default)).Issued!.Token;
        var uses = new TokenUses(database.Services.GetRequiredService<ITokenStore>());
        using var keeper = new TokenKeeper(book, uses, _clock, NullLogger<TokenKeeper>.Instance);
        await keeper.StartAsync(default);
        uses.Note(token, null, A.Moment);
        await keeper.StopAsync(default);
        await book.RefreshAsync(default);
        Assert.Equal(A.Moment, book.All.Single().LastUsedAt);
    }

    [Fact]
    public async Task There_are_never_too_many_tokens()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        using var book = Book(database);
        await book.IssueAsync(Deploys, Admin, default);
        using (var raw = database.OpenRaw())
        {
            raw.Run("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
                INSERT INTO "Tokens" SELECT hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)),
                    "Name", "Scopes", randomblob(32), "IssuedAt", "IssuedBy", "ExpiresAt", "LastUsedAt", "RevokedAt" FROM "Tokens", n
                """);
        }

        await book.RefreshAsync(default);
        Assert.StartsWith("There are 500 tokens already", Assert.Single((await book.IssueAsync(Deploys, Admin, default)).Problems).Words, StringComparison.Ordinal);
    }

    private TokenBook Book(TestDatabase database) =>
        new(database.Services.GetRequiredService<ITokenStore>(), _clock, NullLogger<TokenBook>.Instance);

    private sealed class CountingStore : ITokenStore
    {
        public int Reads { get; private set; }

        public Task<System.Collections.Immutable.ImmutableArray<KeptToken>> ReadAsync(CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult(System.Collections.Immutable.ImmutableArray<KeptToken>.Empty);
        }

        public Task IssueAsync(KeptToken token, Actor by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RevokeAsync(Guid id, DateTimeOffset at, Actor by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UseAsync(Guid id, DateTimeOffset at, string? from, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
