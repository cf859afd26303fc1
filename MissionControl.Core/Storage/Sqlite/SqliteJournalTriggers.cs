using Microsoft.EntityFrameworkCore.Migrations;

namespace MissionControl.Core.Storage.Sqlite;

/// <summary>
/// What the migration Audit does to the journal's triggers, beside it because EF Core writes none: an entry may be deleted when a sealed segment
/// covers it, and a segment is recorded only as it truly is. Released once, never changed: a later migration brings its own.
/// </summary>
internal static class SqliteJournalTriggers
{
    public static void Up(MigrationBuilder migration)
    {
        migration.Sql("""DROP TRIGGER "Journal_AppendOnly_Delete";""");
        migration.Sql(
            """
            CREATE TRIGGER "Journal_AppendOnly_Delete" BEFORE DELETE ON "Journal"
            WHEN NOT EXISTS (SELECT 1 FROM "JournalSegments" WHERE OLD."Sequence" BETWEEN "First" AND "Last")
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: entries are deleted only from a sealed segment.'); END;
            """);
        // What was sealed and dropped is not written a second time.
        migration.Sql(
            """
            CREATE TRIGGER "Journal_AppendOnly_Sealed" BEFORE INSERT ON "Journal"
            WHEN NEW."Sequence" <= (SELECT MAX("Last") FROM "JournalSegments")
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: this sequence is sealed.'); END;
            """);
        // After the insert: before it an integer key may still be unknown. A row that takes another's place finds its entries gone.
        migration.Sql(
            """
            CREATE TRIGGER "JournalSegments_Sound" AFTER INSERT ON "JournalSegments"
            WHEN NOT IFNULL(
                NEW."First" = (SELECT IFNULL(MAX("Last"), 0) + 1 FROM "JournalSegments" WHERE "First" <> NEW."First")
                AND NEW."Last" >= NEW."First"
                AND EXISTS (SELECT 1 FROM "Journal" WHERE "Sequence" = NEW."First" AND "PreviousHash" = NEW."PreviousHash")
                AND EXISTS (SELECT 1 FROM "Journal" WHERE "Sequence" = NEW."Last" AND "Hash" = NEW."LastHash")
                AND EXISTS (SELECT 1 FROM "Journal" WHERE "Sequence" = NEW."SealedBy" AND "Sequence" > NEW."Last" AND "Kind" = 'journal.sealed'), 0)
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: a segment continues the one before it, is as the entries are and is recorded by a later one.'); END;
            """);
        migration.Sql(
            """
            CREATE TRIGGER "JournalSegments_Update" BEFORE UPDATE ON "JournalSegments"
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: segments are never changed.'); END;
            """);
        migration.Sql(
            """
            CREATE TRIGGER "JournalSegments_Delete" BEFORE DELETE ON "JournalSegments"
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: segments are never deleted.'); END;
            """);
    }

    public static void Down(MigrationBuilder migration)
    {
        migration.Sql("""DROP TRIGGER "Journal_AppendOnly_Sealed";""");
        migration.Sql("""DROP TRIGGER "Journal_AppendOnly_Delete";""");
        migration.Sql(
            """
            CREATE TRIGGER "Journal_AppendOnly_Delete" BEFORE DELETE ON "Journal"
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: entries are never deleted.'); END;
            """);
    }
}
