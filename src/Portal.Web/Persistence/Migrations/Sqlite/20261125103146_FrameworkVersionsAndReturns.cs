using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FrameworkVersionsAndReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "FollowsId",
                table: "SelfAssessments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "VersionMovedAt",
                table: "SelfAssessments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PublishedBy",
                table: "PublishedFramework",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrameworkCode",
                table: "Matters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FrameworkVersion",
                table: "Matters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CarriedText",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SelfAssessmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceSubjects = table.Column<string>(type: "TEXT", nullable: false),
                    TextVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    CarriedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CarriedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CarriedText", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CarriedText_SelfAssessments_SelfAssessmentId",
                        column: x => x.SelfAssessmentId,
                        principalTable: "SelfAssessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FrameworkDraft",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FrameworkDraft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReturnedAnswer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MatterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CriterionId = table.Column<string>(type: "TEXT", nullable: false),
                    WrittenBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Moderation_At = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Moderation_By = table.Column<Guid>(type: "TEXT", nullable: true),
                    Moderation_Grade = table.Column<string>(type: "TEXT", nullable: true),
                    Moderation_Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Text_Difference = table.Column<string>(type: "TEXT", nullable: false),
                    Text_HowKnown = table.Column<string>(type: "TEXT", nullable: false),
                    Text_Know = table.Column<string>(type: "TEXT", nullable: false),
                    Text_Next = table.Column<string>(type: "TEXT", nullable: false),
                    Text_SelfGrade = table.Column<string>(type: "TEXT", nullable: true),
                    Text_Strength = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnedAnswer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReturnedAnswer_Matters_MatterId",
                        column: x => x.MatterId,
                        principalTable: "Matters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReturnedAnswer_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SelfAssessments_FollowsId",
                table: "SelfAssessments",
                column: "FollowsId");

            migrationBuilder.CreateIndex(
                name: "IX_CarriedText_SelfAssessmentId_Subject_From",
                table: "CarriedText",
                columns: new[] { "SelfAssessmentId", "Subject", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReturnedAnswer_MatterId_PostId_CriterionId",
                table: "ReturnedAnswer",
                columns: new[] { "MatterId", "PostId", "CriterionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReturnedAnswer_PostId",
                table: "ReturnedAnswer",
                column: "PostId");

            migrationBuilder.AddForeignKey(
                name: "FK_SelfAssessments_SelfAssessments_FollowsId",
                table: "SelfAssessments",
                column: "FollowsId",
                principalTable: "SelfAssessments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_SelfAssessments_SelfAssessments_FollowsId",
                table: "SelfAssessments");

            migrationBuilder.DropTable(
                name: "CarriedText");

            migrationBuilder.DropTable(
                name: "FrameworkDraft");

            migrationBuilder.DropTable(
                name: "ReturnedAnswer");

            migrationBuilder.DropIndex(
                name: "IX_SelfAssessments_FollowsId",
                table: "SelfAssessments");

            migrationBuilder.DropColumn(
                name: "FollowsId",
                table: "SelfAssessments");

            migrationBuilder.DropColumn(
                name: "VersionMovedAt",
                table: "SelfAssessments");

            migrationBuilder.DropColumn(
                name: "PublishedBy",
                table: "PublishedFramework");

            migrationBuilder.DropColumn(
                name: "FrameworkCode",
                table: "Matters");

            migrationBuilder.DropColumn(
                name: "FrameworkVersion",
                table: "Matters");
        }
    }
}
