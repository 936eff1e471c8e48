using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Matters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Tasks_SelfAssessments_SelfAssessmentId",
                table: "Tasks");

            migrationBuilder.AlterColumn<Guid>(
                name: "SelfAssessmentId",
                table: "WorkflowInstance",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "MatterId",
                table: "WorkflowInstance",
                type: "uuid",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "SelfAssessmentId",
                table: "Tasks",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<bool>(
                name: "HasAgreedDate",
                table: "Tasks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "MatterId",
                table: "Tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Said",
                table: "Tasks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Matters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Details = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ReviewId = table.Column<Guid>(type: "uuid", nullable: true),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedFor = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Result = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Matters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Matters_Bodies_BodyId",
                        column: x => x.BodyId,
                        principalTable: "Bodies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matters_Posts_OpenedFor",
                        column: x => x.OpenedFor,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Matters_Reviews_ReviewId",
                        column: x => x.ReviewId,
                        principalTable: "Reviews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstance_MatterId",
                table: "WorkflowInstance",
                column: "MatterId");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_MatterId",
                table: "Tasks",
                column: "MatterId");

            migrationBuilder.CreateIndex(
                name: "IX_Matters_BodyId_State",
                table: "Matters",
                columns: new[] { "BodyId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Matters_OpenedFor",
                table: "Matters",
                column: "OpenedFor");

            migrationBuilder.CreateIndex(
                name: "IX_Matters_ReviewId",
                table: "Matters",
                column: "ReviewId",
                unique: true,
                filter: "\"Kind\" = 'review' AND \"State\" <> 'Withdrawn'");

            migrationBuilder.CreateIndex(
                name: "IX_Matters_TaskId",
                table: "Matters",
                column: "TaskId",
                unique: true,
                filter: "\"State\" = 'Open'");

            migrationBuilder.AddForeignKey(
                name: "FK_Tasks_Matters_MatterId",
                table: "Tasks",
                column: "MatterId",
                principalTable: "Matters",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Tasks_SelfAssessments_SelfAssessmentId",
                table: "Tasks",
                column: "SelfAssessmentId",
                principalTable: "SelfAssessments",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Tasks_Matters_MatterId",
                table: "Tasks");

            migrationBuilder.DropForeignKey(
                name: "FK_Tasks_SelfAssessments_SelfAssessmentId",
                table: "Tasks");

            migrationBuilder.DropTable(
                name: "Matters");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstance_MatterId",
                table: "WorkflowInstance");

            migrationBuilder.DropIndex(
                name: "IX_Tasks_MatterId",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "MatterId",
                table: "WorkflowInstance");

            migrationBuilder.DropColumn(
                name: "HasAgreedDate",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "MatterId",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "Said",
                table: "Tasks");

            migrationBuilder.AlterColumn<Guid>(
                name: "SelfAssessmentId",
                table: "WorkflowInstance",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "SelfAssessmentId",
                table: "Tasks",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Tasks_SelfAssessments_SelfAssessmentId",
                table: "Tasks",
                column: "SelfAssessmentId",
                principalTable: "SelfAssessments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
