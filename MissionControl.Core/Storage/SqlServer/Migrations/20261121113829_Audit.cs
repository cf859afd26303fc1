using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MissionControl.Core.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Configurations",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Configurations", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "JournalAddresses",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Salt = table.Column<byte[]>(type: "binary(16)", fixedLength: true, maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalAddresses", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_JournalAddresses_Journal_Sequence",
                        column: x => x.Sequence,
                        principalTable: "Journal",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "JournalSegments",
                columns: table => new
                {
                    First = table.Column<long>(type: "bigint", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    LastHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    FileHash = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    SealedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    SealedBy = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalSegments", x => x.First);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Actor",
                table: "Journal",
                column: "Actor");

            migrationBuilder.CreateIndex(
                name: "IX_Journal_At",
                table: "Journal",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Kind",
                table: "Journal",
                column: "Kind");

            migrationBuilder.CreateIndex(
                name: "IX_Journal_Subject",
                table: "Journal",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_JournalAddresses_At",
                table: "JournalAddresses",
                column: "At");

            // By hand.
            SqlServerJournalTriggers.Up(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // By hand.
            SqlServerJournalTriggers.Down(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Configurations");

            migrationBuilder.DropTable(
                name: "JournalAddresses");

            migrationBuilder.DropTable(
                name: "JournalSegments");

            migrationBuilder.DropIndex(
                name: "IX_Journal_Actor",
                table: "Journal");

            migrationBuilder.DropIndex(
                name: "IX_Journal_At",
                table: "Journal");

            migrationBuilder.DropIndex(
                name: "IX_Journal_Kind",
                table: "Journal");

            migrationBuilder.DropIndex(
                name: "IX_Journal_Subject",
                table: "Journal");
        }
    }
}
