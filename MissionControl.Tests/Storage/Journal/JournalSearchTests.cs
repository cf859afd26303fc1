using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Journal;
using MissionControl.Core.People;
using MissionControl.Core.Storage.Journal;
using MissionControl.Core.Storage.SqlServer;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Storage.Journal;

public sealed class JournalSearchTests
{
    private static readonly Actor Zoe = new("person:1", "192.0.2.1");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Without_a_filter_pages_go_from_the_newest_to_the_first_without_a_gap(Provider provider)
    {
        await using var database = await WithAsync(provider, [.. Enumerable.Range(1, 7).Select(number => Fact(number))]);
        Assert.Equal("7 6 5 then 5", await PageAsync(database, new() { Limit = 3 }));
        Assert.Equal("4 3 2 then 2", await PageAsync(database, new() { Limit = 3, Before = 5 }));
        Assert.Equal("1 then ", await PageAsync(database, new() { Limit = 3, Before = 2 }));
        Assert.Equal(" then ", await PageAsync(database, new() { Limit = 3, Before = 1 }));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Each_filter_leaves_out_what_does_not_fit(Provider provider)
    {
        await using var database = await WithAsync(
            provider,
            Fact(1),
            Fact(2) with { Kind = "token.used" },
            Fact(3) with { Subject = "checkout" },
            Fact(4) with { Actor = "person:1", From = "192.0.2.1" },
            Fact(5) with { Kind = "token.used", Actor = "person:1" });
        Assert.Equal([5, 2], await FindAsync(database, new() { Kind = "token.used" }));
        Assert.Equal([3], await FindAsync(database, new() { Subject = "checkout" }));
        Assert.Equal([5, 4], await FindAsync(database, new() { Actor = "person:1" }));
        Assert.Equal([3, 2, 1], await FindAsync(database, new() { Actor = "system" }));
        Assert.Equal([2], await FindAsync(database, new() { Actor = "system", Kind = "token.used" }));
        Assert.Equal([5], await FindAsync(database, new() { Actor = "person:1", Kind = "token.used" }));
        Assert.Equal([4, 3], await FindAsync(database, new() { From = A.Moment.AddMinutes(3), To = A.Moment.AddMinutes(5) }));
        Assert.Equal([5], await FindAsync(database, new() { From = A.Moment.AddMinutes(5) }));
        Assert.Equal([1], await FindAsync(database, new() { To = A.Moment.AddMinutes(2) }));
        Assert.Empty(await FindAsync(database, new() { Kind = "nothing" }));
        Assert.Empty(await FindAsync(database, new() { From = A.Moment.AddDays(1) }));
        var page = await Search(database).FindAsync(new() { Before = 5 }, default);
        Assert.Equal("192.0.2.1", page.Entries[0].From);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task An_entry_written_late_is_found_at_its_time(Provider provider)
    {
        await using var database = await WithAsync(provider, Fact(1), Fact(9), Fact(2), Fact(10));
        Assert.Equal([3, 1], await FindAsync(database, new() { To = A.Moment.AddMinutes(5) }));
        Assert.Equal([4, 2], await FindAsync(database, new() { From = A.Moment.AddMinutes(5) }));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Words_are_found_in_any_part_and_each_of_them_must_be_there(Provider provider)
    {
        await using var database = await WithAsync(
            provider,
            Fact(1) with { Body = new() { ["after"] = "100 % Off_sale [x]" } },
            Fact(2) with { Subject = "checkout" },
            Fact(3) with { Actor = "person:zoe" },
            Fact(4) with { Kind = "stretch.declared" });
        Assert.Equal([1], await FindAsync(database, new() { Words = ["off"] }));
        Assert.Equal([2], await FindAsync(database, new() { Words = ["CHECK", "tile"] }));
        Assert.Equal([3], await FindAsync(database, new() { Words = ["zoe"] }));
        Assert.Empty(await FindAsync(database, new() { Words = ["zoe", "checkout"] }));
        // As its kind is told in plain words.
        Assert.Equal([4], await FindAsync(database, new() { Words = ["not", "normal"] }));
        // What means anything to the database is a letter like others.
        Assert.Equal([1], await FindAsync(database, new() { Words = ["%"] }));
        Assert.Equal([1], await FindAsync(database, new() { Words = ["f_s"] }));
        Assert.Equal([1], await FindAsync(database, new() { Words = ["[x]"] }));
        Assert.Empty(await FindAsync(database, new() { Words = ["\\"] }));
    }

    [Fact]
    public async Task Words_are_looked_for_so_far_back_at_once_and_the_page_says_where_to_go_on()
    {
        await using var database = await WithAsync(Provider.Sqlite, Fact(1));
        Many(database, JournalSearch.Window + 10);
        var page = await Search(database).FindAsync(new() { Words = ["sign-ins"] }, default);
        Assert.Empty(page.Entries);
        Assert.Equal((12, A.Moment.AddSeconds(12)), (page.Next!.Value, page.LookedBackTo!.Value));
        page = await Search(database).FindAsync(new() { Words = ["sign-ins"], Before = page.Next }, default);
        Assert.Equal((1, null, null), (Assert.Single(page.Entries).Sequence, page.Next, page.LookedBackTo));
        // A subject leads straight there.
        Assert.Equal([1], await FindAsync(database, new() { Words = ["sign-ins"], Subject = "sign-ins" }));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task All_of_it_is_read_oldest_first_over_many_batches(Provider provider)
    {
        await using var database = await WithAsync(provider, [.. Enumerable.Range(1, 1203).Select(number => Fact(number) with { Kind = number % 3 == 0 ? "a.b" : "c.d" })]);
        Assert.Equal(Enumerable.Range(1, 1203).Select(number => (long)number), await ReadAsync(database, new()));
        Assert.Equal(Enumerable.Range(1, 401).Select(number => number * 3L), await ReadAsync(database, new() { Kind = "a.b" }));
        Assert.Equal([700L, 701L], await ReadAsync(database, new() { From = A.Moment.AddMinutes(700), To = A.Moment.AddMinutes(702) }));
        Assert.Equal<string>(["a.b", "c.d"], await Search(database).KindsAsync(default));
    }

    [Fact]
    public async Task An_empty_journal_has_an_empty_page()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        Assert.Empty(await FindAsync(database, new()));
        Assert.Empty(await FindAsync(database, new() { From = A.Moment, Words = ["x"] }));
        Assert.Empty(await ReadAsync(database, new()));
        Assert.Empty(await Search(database).KindsAsync(default));
    }

    /// <summary>A million entries stay quick when every query goes along an index in order: no scan of the table, and nothing to sort.</summary>
    [Theory]
    [InlineData("", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("system", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("time", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("words", "USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("kind", "USING INDEX IX_Journal_Kind (Kind=? AND rowid>? AND rowid<?)")]
    [InlineData("kind system time words", "USING INDEX IX_Journal_Kind (Kind=? AND rowid>? AND rowid<?)")]
    [InlineData("actor", "USING INDEX IX_Journal_Actor (Actor=? AND rowid>? AND rowid<?)")]
    [InlineData("actor kind time words", "USING INDEX IX_Journal_Actor (Actor=? AND rowid>? AND rowid<?)")]
    [InlineData("subject", "USING INDEX IX_Journal_Subject (Subject=? AND rowid>? AND rowid<?)")]
    [InlineData("subject actor kind time words", "USING INDEX IX_Journal_Subject (Subject=? AND rowid>? AND rowid<?)")]
    public async Task Each_page_goes_along_one_index_of_SQLite_and_sorts_nothing(string filters, string index)
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var context = database.Context();
        var page = JournalSearch.Matching(context, Question(filters), new(1, 1_000_000)).OrderByDescending(row => row.Sequence).Take(51);
        var step = Assert.Single(Plan(page));
        Assert.EndsWith(index, step, StringComparison.Ordinal);
        Assert.StartsWith("SEARCH", step, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time")]
    [InlineData("from")]
    [InlineData("to")]
    public async Task The_entries_of_a_time_are_found_by_the_index_on_time_alone(string filters)
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var context = database.Context();
        Assert.Contains("USING COVERING INDEX IX_Journal_At", Plan(JournalSearch.Range(context, Question(filters)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void SQL_Server_is_asked_in_the_same_order_with_the_same_leading_filter()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var sql = JournalSearch.Matching(context, Question("actor kind time words"), new(1, 1_000_000)).OrderByDescending(row => row.Sequence).Take(51).ToQueryString();
        Assert.Contains("[Actor] = @", sql, StringComparison.Ordinal);
        Assert.Contains("[Kind] + N'' = @", sql, StringComparison.Ordinal);
        Assert.Contains("ORDER BY [j].[Sequence] DESC", sql, StringComparison.Ordinal);
        Assert.Contains("ESCAPE N'\\'", sql, StringComparison.Ordinal);
    }

    private static JournalQuestion Question(string filters)
    {
        bool Has(string filter) => filters.Split(' ').Contains(filter);
        return new()
        {
            Actor = Has("system") ? "system" : Has("actor") ? "person:1" : null,
            Kind = Has("kind") ? "tile.state" : null,
            Subject = Has("subject") ? "sign-ins" : null,
            From = Has("time") || Has("from") ? A.Moment : null,
            To = Has("time") || Has("to") ? A.Moment.AddDays(1) : null,
            Words = Has("words") ? ["state", "checkout"] : [],
        };
    }

    private static List<string> Plan(IQueryable query)
    {
        using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        command.Connection!.Open();
        using var reader = command.ExecuteReader();
        List<string> steps = [];
        while (reader.Read())
            steps.Add(reader.GetString(3));
        // The list of kinds that are told with a word is no table.
        return [.. steps.Where(step => !step.Contains("json_each", StringComparison.Ordinal) && !step.Contains("SUBQUERY", StringComparison.Ordinal))];
    }

    private static JournalFact Fact(int number) => JournalTests.Fact(number) with { At = A.Moment.AddMinutes(number) };

    private static async Task<TestDatabase> WithAsync(Provider provider, params JournalFact[] facts)
    {
        var database = await TestDatabase.CreateAsync(provider);
        foreach (var batch in facts.Chunk(200))
            await database.Writer.WriteAsync(
                async (context, cancellation) =>
                {
                    foreach (var fact in batch)
                        await JournalWriter.AppendAsync(context, fact, cancellation);
                    return 0;
                },
                default);
        return database;
    }

    /// <summary>Entries 2 and on, a second apart, whose hashes nobody looks at.</summary>
    private static void Many(TestDatabase database, int count)
    {
        using var raw = database.OpenRaw();
        raw.Run($"""
            WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {count + 1})
            INSERT INTO "Journal" SELECT i, {A.Moment.UtcTicks} + i * {TimeSpan.TicksPerSecond}, 'a.b', 's', 'system', '{"{}"}', zeroblob(32), zeroblob(32) FROM n
            """);
    }

    private static IJournalSearch Search(TestDatabase database) => database.Services.GetRequiredService<IJournalSearch>();

    private static async Task<string> PageAsync(TestDatabase database, JournalQuestion question)
    {
        var page = await Search(database).FindAsync(question, default);
        return $"{string.Join(' ', page.Entries.Select(entry => entry.Sequence))} then {page.Next}";
    }

    private static async Task<IEnumerable<long>> FindAsync(TestDatabase database, JournalQuestion question)
    {
        var page = await Search(database).FindAsync(question, default);
        Assert.Null(page.LookedBackTo);
        return page.Entries.Select(entry => entry.Sequence);
    }

    private static async Task<IEnumerable<long>> ReadAsync(TestDatabase database, JournalQuestion question)
    {
        List<long> read = [];
        await foreach (var entry in Search(database).ReadAsync(question, default))
            read.Add(entry.Sequence);
        return read;
    }
}
