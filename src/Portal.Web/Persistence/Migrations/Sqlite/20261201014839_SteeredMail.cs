using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SteeredMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_PersonId",
                table: "OutgoingEmail");

            migrationBuilder.AddColumn<Guid>(
                name: "AgainOf",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BodyId",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FailedAt",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HoursOf",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "OutgoingEmail",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Notice");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadAt",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Report",
                table: "OutgoingEmail",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RoutineOn",
                table: "OutgoingEmail",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Suppression",
                table: "OutgoingEmail",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Thread",
                table: "OutgoingEmail",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            // Mails from before say by their key why they were written. They were there to be read, and count as read.
            migrationBuilder.Sql("""
                UPDATE "OutgoingEmail" SET
                    "Kind" = CASE
                        WHEN "DedupeKey" LIKE 'reminders:%' AND "Subject" LIKE 'Your week:%' THEN 'Digest'
                        WHEN "DedupeKey" LIKE 'reminders:%' THEN 'Reminders'
                        WHEN "DedupeKey" LIKE 'audit:%' OR "DedupeKey" LIKE 'fixity:%' THEN 'Operations'
                        ELSE 'Notice' END,
                    "ReadAt" = "WrittenAt",
                    "FailedAt" = CASE WHEN "State" = 'Refused' THEN "NotBefore" END;
                """);

            migrationBuilder.CreateTable(
                name: "MailPauses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailPauses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailPauses_People_By",
                        column: x => x.By,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailPreferences",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Routine = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailPreferences", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_MailPreferences_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_AgainOf",
                table: "OutgoingEmail",
                column: "AgainOf");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_BodyId_WrittenAt",
                table: "OutgoingEmail",
                columns: new[] { "BodyId", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_FailedAt",
                table: "OutgoingEmail",
                column: "FailedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_PersonId_ReadAt",
                table: "OutgoingEmail",
                columns: new[] { "PersonId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_PersonId_RoutineOn",
                table: "OutgoingEmail",
                columns: new[] { "PersonId", "RoutineOn" },
                unique: true,
                filter: "\"RoutineOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_SentAt",
                table: "OutgoingEmail",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_MailPauses_By",
                table: "MailPauses",
                column: "By");

            migrationBuilder.CreateIndex(
                name: "IX_MailPauses_EndedAt",
                table: "MailPauses",
                column: "EndedAt");

            migrationBuilder.AddForeignKey(
                name: "FK_OutgoingEmail_Bodies_BodyId",
                table: "OutgoingEmail",
                column: "BodyId",
                principalTable: "Bodies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OutgoingEmail_Bodies_BodyId",
                table: "OutgoingEmail");

            migrationBuilder.DropTable(
                name: "MailPauses");

            migrationBuilder.DropTable(
                name: "MailPreferences");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_AgainOf",
                table: "OutgoingEmail");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_BodyId_WrittenAt",
                table: "OutgoingEmail");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_FailedAt",
                table: "OutgoingEmail");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_PersonId_ReadAt",
                table: "OutgoingEmail");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_PersonId_RoutineOn",
                table: "OutgoingEmail");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingEmail_SentAt",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "AgainOf",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "BodyId",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "FailedAt",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "HoursOf",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "ReadAt",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "Report",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "RoutineOn",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "Suppression",
                table: "OutgoingEmail");

            migrationBuilder.DropColumn(
                name: "Thread",
                table: "OutgoingEmail");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmail_PersonId",
                table: "OutgoingEmail",
                column: "PersonId");
        }
    }
}
