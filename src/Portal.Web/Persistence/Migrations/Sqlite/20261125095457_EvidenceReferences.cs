using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EvidenceReferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Reference",
                table: "EvidenceLinks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // Links there already are numbered in the order in which they were made.
            migrationBuilder.Sql(
                """
                UPDATE "EvidenceLinks" SET "Reference" = (
                    SELECT COUNT(*) FROM "EvidenceLinks" AS o
                    WHERE o."SelfAssessmentId" = "EvidenceLinks"."SelfAssessmentId"
                      AND (o."LinkedAt" < "EvidenceLinks"."LinkedAt" OR (o."LinkedAt" = "EvidenceLinks"."LinkedAt" AND o."Id" <= "EvidenceLinks"."Id")))
                """);

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceLinks_SelfAssessmentId_Reference",
                table: "EvidenceLinks",
                columns: new[] { "SelfAssessmentId", "Reference" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EvidenceLinks_SelfAssessmentId_Reference",
                table: "EvidenceLinks");

            migrationBuilder.DropColumn(
                name: "Reference",
                table: "EvidenceLinks");
        }
    }
}
