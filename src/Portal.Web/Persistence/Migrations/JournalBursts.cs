namespace Portal.Web.Persistence.Migrations;

/// <summary>
/// Keeps the journal of cases as one row for each burst, and reads it line by line through a view. Lines from before that follow each other and were written in
/// the same moment become one row.
/// </summary>
internal static class JournalBursts
{
    private const string Runs =
        """
        FROM (SELECT *, "Sequence" - row_number() OVER (PARTITION BY "InstanceId", "At" ORDER BY "Sequence") AS "Run" FROM "WorkflowJournalLine") AS "Line"
        GROUP BY "InstanceId", "BodyId", "At", "Run";
        """;

    private const string Columns = """("InstanceId", "First", "Last", "BodyId", "Lines")""";

    public const string DropView = """DROP VIEW "WorkflowJournalLine";""";

    public const string SqliteGather =
        $"""
        INSERT INTO "WorkflowJournalBurst" {Columns}
        SELECT "InstanceId", min("Sequence"), max("Sequence"), "BodyId", '[' || group_concat(json_array(
          replace("At", ' ', 'T') || 'Z', "ExecutionId", "ActivityId", "NodeId", "ActivityType", "Event", "Outcomes", "Message", "By"), ',' ORDER BY "Sequence") || ']'
        {Runs}
        """;

    public const string SqliteView =
        """
        CREATE VIEW "WorkflowJournalLine" AS
        SELECT "Burst"."InstanceId", "Burst"."First" + "Line"."key" AS "Sequence", "Burst"."BodyId",
          replace(rtrim("Line"."value" ->> 0, 'Z'), 'T', ' ') AS "At", "Line"."value" ->> 1 AS "ExecutionId", "Line"."value" ->> 2 AS "ActivityId",
          "Line"."value" ->> 3 AS "NodeId", "Line"."value" ->> 4 AS "ActivityType", "Line"."value" ->> 5 AS "Event", "Line"."value" ->> 6 AS "Outcomes",
          "Line"."value" ->> 7 AS "Message", "Line"."value" ->> 8 AS "By"
        FROM "WorkflowJournalBurst" AS "Burst", json_each("Burst"."Lines") AS "Line";
        """;

    public const string PostgresGather =
        $"""
        INSERT INTO "WorkflowJournalBurst" {Columns}
        SELECT "InstanceId", min("Sequence"), max("Sequence"), "BodyId", json_agg(json_build_array(
          to_char("At" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), "ExecutionId", "ActivityId", "NodeId", "ActivityType", "Event", "Outcomes", "Message", "By")
          ORDER BY "Sequence")::text
        {Runs}
        """;

    public const string PostgresView =
        """
        CREATE VIEW "WorkflowJournalLine" AS
        SELECT "Burst"."InstanceId", "Burst"."First" + "Line"."Place" - 1 AS "Sequence", "Burst"."BodyId",
          ("Line"."Value" ->> 0)::timestamptz AS "At", "Line"."Value" ->> 1 AS "ExecutionId", "Line"."Value" ->> 2 AS "ActivityId",
          "Line"."Value" ->> 3 AS "NodeId", "Line"."Value" ->> 4 AS "ActivityType", "Line"."Value" ->> 5 AS "Event", "Line"."Value" ->> 6 AS "Outcomes",
          "Line"."Value" ->> 7 AS "Message", "Line"."Value" ->> 8 AS "By"
        FROM "WorkflowJournalBurst" AS "Burst", json_array_elements("Burst"."Lines"::json) WITH ORDINALITY AS "Line"("Value", "Place");
        """;

    /// <summary>The lines again, each a row of a table made beside the bursts.</summary>
    /// <param name="table">The table.</param>
    public static string Scatter(string table) =>
        $"""
        INSERT INTO "{table}" ("InstanceId", "Sequence", "BodyId", "At", "ExecutionId", "ActivityId", "NodeId", "ActivityType", "Event", "Outcomes", "Message", "By")
        SELECT "InstanceId", "Sequence", "BodyId", "At", "ExecutionId", "ActivityId", "NodeId", "ActivityType", "Event", "Outcomes", "Message", "By" FROM "WorkflowJournalLine";
        """;
}
