using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Web.Persistence.Migrations.Postgres
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
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ExecutionId",
                table: "WorkflowJournalLine",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NodeId",
                table: "WorkflowJournalLine",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AlterColumn<string>(
                name: "SubStatus",
                table: "WorkflowInstance",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "CorrelationId",
                table: "WorkflowInstance",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParentId",
                table: "WorkflowInstance",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "WorkflowInstance",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UndeliveredEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    CorrelationId = table.Column<string>(type: "text", nullable: true),
                    InstanceId = table.Column<string>(type: "text", nullable: true),
                    Payload = table.Column<string>(type: "text", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UndeliveredEvent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorkflowIncident",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: false),
                    BodyId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActivityId = table.Column<string>(type: "text", nullable: false),
                    ActivityType = table.Column<string>(type: "text", nullable: false),
                    Message = table.Column<string>(type: "text", nullable: false),
                    Detail = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    Inputs = table.Column<string>(type: "text", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Decision = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
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

            migrationBuilder.AlterColumn<string>(
                name: "SubStatus",
                table: "WorkflowInstance",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20);

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowBookmark_InstanceId",
                table: "WorkflowBookmark",
                column: "InstanceId");
        }
    }
}
