using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class QuarantineOfFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Safety",
                table: "StoredFiles",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Waiting");

            migrationBuilder.AddColumn<DateTime>(
                name: "SafetyFoundAt",
                table: "StoredFiles",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SafetyNote",
                table: "StoredFiles",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Scan",
                table: "StoredFiles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "PutOff",
                table: "JobRequest",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_StoredFiles_Safety",
                table: "StoredFiles",
                column: "Safety");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StoredFiles_Safety",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "Safety",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "SafetyFoundAt",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "SafetyNote",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "PutOff",
                table: "JobRequest");
        }
    }
}
