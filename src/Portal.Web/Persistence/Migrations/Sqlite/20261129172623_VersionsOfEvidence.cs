using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VersionsOfEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FileVersion",
                table: "EvidenceLinks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EffectiveOn",
                table: "EvidenceItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FileVersion",
                table: "EvidenceItems",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Marking",
                table: "EvidenceItems",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Official");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "EvidenceItems",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewOn",
                table: "EvidenceItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EvidenceVersion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EvidenceItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    FileSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Changed = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AddedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidenceVersion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EvidenceVersion_EvidenceItems_EvidenceItemId",
                        column: x => x.EvidenceItemId,
                        principalTable: "EvidenceItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_EvidenceVersion_StoredFiles_FileSha256",
                        column: x => x.FileSha256,
                        principalTable: "StoredFiles",
                        principalColumn: "Sha256",
                        onDelete: ReferentialAction.Restrict);
                });

            // What was there before is the first version, known by the item's own id.
            migrationBuilder.Sql(
                """
                INSERT INTO "EvidenceVersion" ("Id", "EvidenceItemId", "BodyId", "Number", "FileName", "FileSha256", "AddedBy", "AddedAt")
                SELECT "Id", "Id", "BodyId", 1, "FileName", "FileSha256", "AddedBy", "AddedAt" FROM "EvidenceItems"
                """);

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceVersion_BodyId",
                table: "EvidenceVersion",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceVersion_EvidenceItemId_Number",
                table: "EvidenceVersion",
                columns: new[] { "EvidenceItemId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceVersion_FileSha256",
                table: "EvidenceVersion",
                column: "FileSha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EvidenceVersion");

            migrationBuilder.DropColumn(
                name: "FileVersion",
                table: "EvidenceLinks");

            migrationBuilder.DropColumn(
                name: "EffectiveOn",
                table: "EvidenceItems");

            migrationBuilder.DropColumn(
                name: "FileVersion",
                table: "EvidenceItems");

            migrationBuilder.DropColumn(
                name: "Marking",
                table: "EvidenceItems");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "EvidenceItems");

            migrationBuilder.DropColumn(
                name: "ReviewOn",
                table: "EvidenceItems");
        }
    }
}
