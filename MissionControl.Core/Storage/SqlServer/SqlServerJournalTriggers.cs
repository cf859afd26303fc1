using Microsoft.EntityFrameworkCore.Migrations;

namespace MissionControl.Core.Storage.SqlServer;

/// <summary>As <see cref="Sqlite.SqliteJournalTriggers"/>. In EXEC because CREATE TRIGGER must be the first statement of its batch.</summary>
internal static class SqlServerJournalTriggers
{
    public static void Up(MigrationBuilder migration)
    {
        migration.Sql(
            """
            EXEC(N'ALTER TRIGGER [Journal_AppendOnly] ON [Journal] INSTEAD OF UPDATE AS
            BEGIN
                SET NOCOUNT ON;
                THROW 51000, ''The journal is append-only: entries are never changed.'', 1;
            END');
            """);
        // After, not instead of: a deletion that cascades or joins is looked at as it was done, and the whole transaction is undone.
        migration.Sql(
            """
            EXEC(N'CREATE TRIGGER [Journal_AppendOnly_Delete] ON [Journal] AFTER DELETE AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (SELECT 1 FROM deleted AS gone WHERE NOT EXISTS (
                    SELECT 1 FROM [JournalSegments] AS segment WHERE gone.[Sequence] BETWEEN segment.[First] AND segment.[Last]))
                BEGIN
                    THROW 51000, ''The journal is append-only: entries are deleted only from a sealed segment.'', 1;
                END;
            END');
            """);
        migration.Sql(
            """
            EXEC(N'CREATE TRIGGER [Journal_AppendOnly_Sealed] ON [Journal] AFTER INSERT AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (SELECT 1 FROM inserted WHERE [Sequence] <= (SELECT MAX([Last]) FROM [JournalSegments]))
                BEGIN
                    THROW 51000, ''The journal is append-only: this sequence is sealed.'', 1;
                END;
            END');
            """);
        migration.Sql(
            """
            EXEC(N'CREATE TRIGGER [JournalSegments_Sound] ON [JournalSegments] AFTER INSERT AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (SELECT 1 FROM inserted AS added WHERE NOT (
                    added.[First] = (SELECT COALESCE(MAX(other.[Last]), 0) + 1 FROM [JournalSegments] AS other WHERE other.[First] <> added.[First])
                    AND added.[Last] >= added.[First]
                    AND EXISTS (SELECT 1 FROM [Journal] AS entry WHERE entry.[Sequence] = added.[First] AND entry.[PreviousHash] = added.[PreviousHash])
                    AND EXISTS (SELECT 1 FROM [Journal] AS entry WHERE entry.[Sequence] = added.[Last] AND entry.[Hash] = added.[LastHash])
                    AND EXISTS (SELECT 1 FROM [Journal] AS entry WHERE entry.[Sequence] = added.[SealedBy] AND entry.[Sequence] > added.[Last] AND entry.[Kind] = N''journal.sealed'')))
                BEGIN
                    THROW 51000, ''The journal is append-only: a segment continues the one before it, is as the entries are and is recorded by a later one.'', 1;
                END;
            END');
            """);
        migration.Sql(
            """
            EXEC(N'CREATE TRIGGER [JournalSegments_Kept] ON [JournalSegments] INSTEAD OF UPDATE, DELETE AS
            BEGIN
                SET NOCOUNT ON;
                THROW 51000, ''The journal is append-only: segments are never changed or deleted.'', 1;
            END');
            """);
    }

    public static void Down(MigrationBuilder migration)
    {
        migration.Sql("DROP TRIGGER [Journal_AppendOnly_Sealed];");
        migration.Sql("DROP TRIGGER [Journal_AppendOnly_Delete];");
        migration.Sql(
            """
            EXEC(N'ALTER TRIGGER [Journal_AppendOnly] ON [Journal] INSTEAD OF UPDATE, DELETE AS
            BEGIN
                SET NOCOUNT ON;
                THROW 51000, ''The journal is append-only: entries are never changed or deleted.'', 1;
            END');
            """);
    }
}
