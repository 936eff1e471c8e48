using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChainedTrailAndFixity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CheckedAt",
                table: "StoredFiles",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Integrity",
                table: "StoredFiles",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "NotChecked");

            migrationBuilder.AddColumn<DateTime>(
                name: "IntegritySince",
                table: "StoredFiles",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "AuditEntry",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Number",
                table: "AuditEntry",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Previous",
                table: "AuditEntry",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "AuditCheck",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    HeadNumber = table.Column<long>(type: "bigint", nullable: false),
                    HeadHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Faults = table.Column<int>(type: "integer", nullable: false),
                    Account = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditCheck", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StoredFiles_Integrity_CheckedAt",
                table: "StoredFiles",
                columns: new[] { "Integrity", "CheckedAt" });

            migrationBuilder.Sql(AppendOnly.Number);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Number",
                table: "AuditEntry",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Subject",
                table: "AuditEntry",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_AuditCheck_At",
                table: "AuditCheck",
                column: "At");

            migrationBuilder.Sql(AppendOnly.PostgresUp);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AppendOnly.PostgresDown);
            migrationBuilder.DropTable(
                name: "AuditCheck");

            migrationBuilder.DropIndex(
                name: "IX_StoredFiles_Integrity_CheckedAt",
                table: "StoredFiles");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntry_Number",
                table: "AuditEntry");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntry_Subject",
                table: "AuditEntry");

            migrationBuilder.DropColumn(
                name: "CheckedAt",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "Integrity",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "IntegritySince",
                table: "StoredFiles");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "AuditEntry");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "AuditEntry");

            migrationBuilder.DropColumn(
                name: "Previous",
                table: "AuditEntry");
        }
    }
}
