using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LateAdditionsMarkingAnnexA : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Marking",
                table: "SelfAssessments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "OfficialSensitive");

            migrationBuilder.CreateTable(
                name: "AnnexAAnswer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SelfAssessmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<string>(type: "text", nullable: false),
                    WrittenBy = table.Column<Guid>(type: "uuid", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Text_Said = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnnexAAnswer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AnnexAAnswer_SelfAssessments_SelfAssessmentId",
                        column: x => x.SelfAssessmentId,
                        principalTable: "SelfAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LateAdditions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SelfAssessmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    FrozenVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CriterionId = table.Column<string>(type: "text", nullable: false),
                    EvidenceItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Describes = table.Column<DateOnly>(type: "date", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    FileSha256 = table.Column<string>(type: "text", nullable: false),
                    Passage = table.Column<string>(type: "text", nullable: true),
                    Statement = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    AddedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedByName = table.Column<string>(type: "text", nullable: false),
                    AddedByPost = table.Column<string>(type: "text", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LateAdditions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LateAdditions_EvidenceItems_EvidenceItemId",
                        column: x => x.EvidenceItemId,
                        principalTable: "EvidenceItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LateAdditions_FrozenVersions_FrozenVersionId",
                        column: x => x.FrozenVersionId,
                        principalTable: "FrozenVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LateAdditions_SelfAssessments_SelfAssessmentId",
                        column: x => x.SelfAssessmentId,
                        principalTable: "SelfAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_LateAdditions_StoredFiles_FileSha256",
                        column: x => x.FileSha256,
                        principalTable: "StoredFiles",
                        principalColumn: "Sha256",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AnnexAAnswer_SelfAssessmentId_QuestionId",
                table: "AnnexAAnswer",
                columns: new[] { "SelfAssessmentId", "QuestionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LateAdditions_EvidenceItemId",
                table: "LateAdditions",
                column: "EvidenceItemId");

            migrationBuilder.CreateIndex(
                name: "IX_LateAdditions_FileSha256",
                table: "LateAdditions",
                column: "FileSha256");

            migrationBuilder.CreateIndex(
                name: "IX_LateAdditions_FrozenVersionId",
                table: "LateAdditions",
                column: "FrozenVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_LateAdditions_SelfAssessmentId",
                table: "LateAdditions",
                column: "SelfAssessmentId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AnnexAAnswer");

            migrationBuilder.DropTable(
                name: "LateAdditions");

            migrationBuilder.DropColumn(
                name: "Marking",
                table: "SelfAssessments");
        }
    }
}
