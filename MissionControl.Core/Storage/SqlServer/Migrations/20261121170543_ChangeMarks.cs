using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MissionControl.Core.Storage.SqlServer.Migrations
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
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MarkedAt",
                table: "Changes",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RollsBack",
                table: "Changes",
                type: "nvarchar(200)",
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
