using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MissionControl.Core.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ServiceHealth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HealthDays",
                columns: table => new
                {
                    Service = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Day = table.Column<int>(type: "int", nullable: false),
                    Whole = table.Column<int>(type: "int", nullable: false),
                    Operational = table.Column<int>(type: "int", nullable: false),
                    Degraded = table.Column<int>(type: "int", nullable: false),
                    PartialOutage = table.Column<int>(type: "int", nullable: false),
                    MajorOutage = table.Column<int>(type: "int", nullable: false),
                    Maintenance = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthDays", x => new { x.Service, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "HealthSpans",
                columns: table => new
                {
                    Service = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    To = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Health = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthSpans", x => new { x.Service, x.From });
                });

            migrationBuilder.CreateIndex(
                name: "IX_HealthSpans_To",
                table: "HealthSpans",
                column: "To");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HealthDays");

            migrationBuilder.DropTable(
                name: "HealthSpans");
        }
    }
}
