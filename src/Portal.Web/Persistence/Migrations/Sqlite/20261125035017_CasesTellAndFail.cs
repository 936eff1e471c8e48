using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CasesTellAndFail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WorkflowBookmark_InstanceId",
                table: "WorkflowBookmark");

            migrationBuilder.AddColumn<string>(
                name: "By",
                table: "WorkflowJournalLine",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExecutionId",
                table: "WorkflowJournalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NodeId",
                table: "WorkflowJournalLine",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "WorkflowInstance",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParentId",
                table: "WorkflowInstance",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "WorkflowInstance",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UndeliveredEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: true),
                    InstanceId = table.Column<string>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UndeliveredEvent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorkflowIncident",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", nullable: false),
                    BodyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", nullable: false),
                    ActivityType = table.Column<string>(type: "TEXT", nullable: false),
                    Message = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    Inputs = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Decision = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkflowIncident", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkflowIncident_WorkflowInstance_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "WorkflowInstance",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstance_ParentId",
                table: "WorkflowInstance",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowInstance_SubStatus",
                table: "WorkflowInstance",
                column: "SubStatus");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowBookmark_InstanceId_Name",
                table: "WorkflowBookmark",
                columns: new[] { "InstanceId", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_UndeliveredEvent_BodyId_Name",
                table: "UndeliveredEvent",
                columns: new[] { "BodyId", "Name" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowIncident_InstanceId_ClosedAt",
                table: "WorkflowIncident",
                columns: new[] { "InstanceId", "ClosedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UndeliveredEvent");

            migrationBuilder.DropTable(
                name: "WorkflowIncident");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstance_ParentId",
                table: "WorkflowInstance");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowInstance_SubStatus",
                table: "WorkflowInstance");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowBookmark_InstanceId_Name",
                table: "WorkflowBookmark");

            migrationBuilder.DropColumn(
                name: "By",
                table: "WorkflowJournalLine");

            migrationBuilder.DropColumn(
                name: "ExecutionId",
                table: "WorkflowJournalLine");

            migrationBuilder.DropColumn(
                name: "NodeId",
                table: "WorkflowJournalLine");

            migrationBuilder.DropColumn(
                name: "CorrelationId",
                table: "WorkflowInstance");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "WorkflowInstance");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "WorkflowInstance");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowBookmark_InstanceId",
                table: "WorkflowBookmark",
                column: "InstanceId");
        }
    }
}
