using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MissionControl.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ChangeMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Mark",
                table: "Changes",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MarkedAt",
                table: "Changes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RollsBack",
                table: "Changes",
                type: "TEXT",
                maxLength: 200,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Mark",
                table: "Changes");

            migrationBuilder.DropColumn(
                name: "MarkedAt",
                table: "Changes");

            migrationBuilder.DropColumn(
                name: "RollsBack",
                table: "Changes");
        }
    }
}
