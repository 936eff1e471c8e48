using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPacksBeside : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Packs_FrozenVersionId",
                table: "Packs");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Packs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Whole");

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Packs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Marking",
                table: "LateAdditions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Redactions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    FrozenVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    BegunAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PackId = table.Column<Guid>(type: "uuid", nullable: true),
                    Changes = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Redactions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Redactions_FrozenVersions_FrozenVersionId",
                        column: x => x.FrozenVersionId,
                        principalTable: "FrozenVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Redactions_Packs_PackId",
                        column: x => x.PackId,
                        principalTable: "Packs",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SupplementItem",
                columns: table => new
                {
                    LateAdditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PackId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplementItem", x => x.LateAdditionId);
                    table.ForeignKey(
                        name: "FK_SupplementItem_LateAdditions_LateAdditionId",
                        column: x => x.LateAdditionId,
                        principalTable: "LateAdditions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SupplementItem_Packs_PackId",
                        column: x => x.PackId,
                        principalTable: "Packs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Withholding",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RedactionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Evidence = table.Column<int>(type: "integer", nullable: true),
                    Words = table.Column<string>(type: "text", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Withholding", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Withholding_Redactions_RedactionId",
                        column: x => x.RedactionId,
                        principalTable: "Redactions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Packs_FrozenVersionId_Kind_Number",
                table: "Packs",
                columns: new[] { "FrozenVersionId", "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Redactions_FrozenVersionId_Number",
                table: "Redactions",
                columns: new[] { "FrozenVersionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Redactions_PackId",
                table: "Redactions",
                column: "PackId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupplementItem_PackId",
                table: "SupplementItem",
                column: "PackId");

            migrationBuilder.CreateIndex(
                name: "IX_Withholding_RedactionId",
                table: "Withholding",
                column: "RedactionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SupplementItem");

            migrationBuilder.DropTable(
                name: "Withholding");

            migrationBuilder.DropTable(
                name: "Redactions");

            migrationBuilder.DropIndex(
                name: "IX_Packs_FrozenVersionId_Kind_Number",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "Marking",
                table: "LateAdditions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Packs");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Packs");

            migrationBuilder.CreateIndex(
                name: "IX_Packs_FrozenVersionId",
                table: "Packs",
                column: "FrozenVersionId",
                unique: true);
        }
    }
}
