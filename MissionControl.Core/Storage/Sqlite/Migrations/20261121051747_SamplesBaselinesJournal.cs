using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MissionControl.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SamplesBaselinesJournal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Baselines",
                columns: table => new
                {
                    Bpm = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Definition = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LearnedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Baselines", x => x.Bpm);
                });

            migrationBuilder.CreateTable(
                name: "Bpms",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bpms", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Journal",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Journal", x => x.Sequence);
                });

            // By hand: EF Core cannot say WITHOUT ROWID, which keeps a sample's row in its key and halves the table.
            migrationBuilder.Sql(
                """
                CREATE TABLE "Samples" (
                    "BpmKey" INTEGER NOT NULL,
                    "Minute" INTEGER NOT NULL,
                    "At" INTEGER NOT NULL,
                    "Value" REAL NOT NULL,
                    "Volume" REAL NULL,
                    "Lower" REAL NULL,
                    "Expected" REAL NULL,
                    "Upper" REAL NULL,
                    "State" INTEGER NOT NULL,
                    CONSTRAINT "PK_Samples" PRIMARY KEY ("BpmKey", "Minute"),
                    CONSTRAINT "FK_Samples_Bpms_BpmKey" FOREIGN KEY ("BpmKey") REFERENCES "Bpms" ("Key") ON DELETE RESTRICT
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Bpms_Id",
                table: "Bpms",
                column: "Id",
                unique: true);

            // By hand. The third is for INSERT OR REPLACE, which would take an entry's place without asking the second.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_AppendOnly_Update" BEFORE UPDATE ON "Journal"
                BEGIN SELECT RAISE(ABORT, 'The journal is append-only: entries are never changed.'); END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_AppendOnly_Delete" BEFORE DELETE ON "Journal"
                BEGIN SELECT RAISE(ABORT, 'The journal is append-only: entries are never deleted.'); END;
                """);
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "Journal_AppendOnly_Replace" BEFORE INSERT ON "Journal"
                WHEN EXISTS (SELECT 1 FROM "Journal" WHERE "Sequence" = NEW."Sequence")
                BEGIN SELECT RAISE(ABORT, 'The journal is append-only: this sequence is taken.'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Baselines");

            migrationBuilder.DropTable(
                name: "Journal");

            migrationBuilder.DropTable(
                name: "Samples");

            migrationBuilder.DropTable(
                name: "Bpms");
        }
    }
}
