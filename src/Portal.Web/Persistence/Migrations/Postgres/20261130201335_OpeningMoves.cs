using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpeningMoves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OpeningSlots_ReviewId",
                table: "OpeningSlots");

            migrationBuilder.AddColumn<string>(
                name: "Marking",
                table: "Presentations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReviewId",
                table: "Presentations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SettingsVersion",
                table: "Presentations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SignedNumber",
                table: "Presentations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EarlierTimes",
                table: "OpeningSlots",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "WithdrawalReason",
                table: "OpeningSlots",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "OpeningSlots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBy",
                table: "OpeningSlots",
                type: "text",
                nullable: true);

            // What was drawn and handed over before says the same as what is drawn and handed over from now on.
            migrationBuilder.Sql("""
                UPDATE "Presentations" SET "SignedNumber" = (SELECT v."Number" FROM "FrozenVersions" v WHERE v."Id" = "Presentations"."FrozenVersionId");
                """);
            migrationBuilder.Sql("""
                UPDATE "Presentations" SET
                    "Marking" = (SELECT a."Marking" FROM "SelfAssessments" a WHERE a."Id" = "Presentations"."SelfAssessmentId"),
                    "ReviewId" = COALESCE(
                        (SELECT s."ReviewId" FROM "OpeningSlots" s WHERE s."PresentationId" = "Presentations"."Id" LIMIT 1),
                        (SELECT r."Id" FROM "Reviews" r WHERE r."BodyId" = "Presentations"."BodyId" ORDER BY r."StartsOn" DESC, r."Id" DESC LIMIT 1))
                WHERE "HandedOverAt" IS NOT NULL;
                """);

            // Of several offers that stand for one review the one that got furthest stays.
            migrationBuilder.Sql("""
                UPDATE "OpeningSlots" SET "State" = 'Withdrawn', "WithdrawnAt" = "OfferedAt", "WithdrawnBy" = "OfferedBy", "WithdrawalReason" = 'Offered twice'
                WHERE "State" IN ('Offered', 'Taken') AND EXISTS (
                    SELECT 1 FROM "OpeningSlots" o WHERE o."ReviewId" = "OpeningSlots"."ReviewId" AND o."Id" <> "OpeningSlots"."Id" AND (
                        o."State" = 'Given'
                        OR (o."State" = 'Taken' AND "OpeningSlots"."State" = 'Offered')
                        OR (o."State" = "OpeningSlots"."State" AND o."Id" > "OpeningSlots"."Id")));
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Presentations_ReviewId",
                table: "Presentations",
                column: "ReviewId");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningSlots_ReviewId_BodyId",
                table: "OpeningSlots",
                columns: new[] { "ReviewId", "BodyId" },
                unique: true,
                filter: "\"State\" IN ('Offered', 'Taken')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Presentations_ReviewId",
                table: "Presentations");

            migrationBuilder.DropIndex(
                name: "IX_OpeningSlots_ReviewId_BodyId",
                table: "OpeningSlots");

            migrationBuilder.DropColumn(
                name: "Marking",
                table: "Presentations");

            migrationBuilder.DropColumn(
                name: "ReviewId",
                table: "Presentations");

            migrationBuilder.DropColumn(
                name: "SettingsVersion",
                table: "Presentations");

            migrationBuilder.DropColumn(
                name: "SignedNumber",
                table: "Presentations");

            migrationBuilder.DropColumn(
                name: "EarlierTimes",
                table: "OpeningSlots");

            migrationBuilder.DropColumn(
                name: "WithdrawalReason",
                table: "OpeningSlots");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "OpeningSlots");

            migrationBuilder.DropColumn(
                name: "WithdrawnBy",
                table: "OpeningSlots");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningSlots_ReviewId",
                table: "OpeningSlots",
                column: "ReviewId");
        }
    }
}
