using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddBundles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "BegunAt",
                table: "Packs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ItemsDone",
                table: "Packs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ItemsTotal",
                table: "Packs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Report",
                table: "Packs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Runs",
                table: "Packs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Stage",
                table: "Packs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BegunAt",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "ItemsDone",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "ItemsTotal",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "Report",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "Runs",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "Packs");
        }
    }
}
