using MissionControl.Core.Storage.Sqlite;
using MissionControl.Core.Storage.SqlServer;

namespace MissionControl.Tests.Storage;

public sealed class SqlDialectTests
{
    [Fact]
    public void SQLite_replaces_a_row_in_one_statement() => Assert.Equal(
        """
        INSERT INTO "Samples" ("BpmKey", "Minute", "Value") VALUES (@BpmKey, @Minute, @Value)
        ON CONFLICT ("BpmKey", "Minute") DO UPDATE SET "Value" = excluded."Value"
        """,
        SqliteDialect.Instance.Upsert("Samples", ["BpmKey", "Minute"], ["Value"]));

    [Fact]
    public void SQL_Server_replaces_a_row_without_MERGE_and_without_a_gap_for_another_writer() => Assert.Equal(
        """
        UPDATE "Samples" WITH (UPDLOCK, HOLDLOCK) SET "Value" = @Value WHERE "BpmKey" = @BpmKey AND "Minute" = @Minute;
        IF @@ROWCOUNT = 0
            INSERT INTO "Samples" ("BpmKey", "Minute", "Value") VALUES (@BpmKey, @Minute, @Value);
        """,
        SqlServerDialect.Instance.Upsert("Samples", ["BpmKey", "Minute"], ["Value"]));

    [Fact]
    public void SQL_Server_holds_the_journal_end_until_the_transaction_is_done() =>
        Assert.Contains("WITH (UPDLOCK, HOLDLOCK)", SqlServerDialect.Instance.JournalHead, StringComparison.Ordinal);

    [Fact]
    public void A_moment_is_ticks_on_SQLite_and_in_UTC_on_SQL_Server()
    {
        var moment = new DateTimeOffset(2026, 11, 21, 4, 4, 0, TimeSpan.FromHours(2));
        Assert.Equal(moment.UtcTicks, SqliteDialect.Instance.Moment(moment));
        var sent = Assert.IsType<DateTimeOffset>(SqlServerDialect.Instance.Moment(moment));
        Assert.Equal((moment, TimeSpan.Zero), (sent, sent.Offset));
    }
}
