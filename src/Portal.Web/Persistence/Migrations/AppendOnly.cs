namespace Portal.Web.Persistence.Migrations;

/// <summary>
/// Lets each database itself refuse to change or remove an entry of the audit trail, and gives numbers to the entries there are. An entry
/// without a hash, from before the trail was chained, may get one, once.
/// </summary>
internal static class AppendOnly
{
    public const string Number =
        """
        UPDATE "AuditEntry" SET "Number" = "Place"."Number"
        FROM (SELECT "Id", row_number() OVER (ORDER BY "At", "Id") AS "Number" FROM "AuditEntry") AS "Place" WHERE "Place"."Id" = "AuditEntry"."Id";
        """;

    public const string SqliteUp =
        """
        CREATE TRIGGER "AuditEntry_Unchanged" BEFORE UPDATE ON "AuditEntry"
        WHEN old."Hash" <> '' OR new."Number" <> old."Number" OR new."Id" <> old."Id" BEGIN
          SELECT RAISE(ABORT, 'The audit trail is only added to.');
        END;
        CREATE TRIGGER "AuditEntry_Kept" BEFORE DELETE ON "AuditEntry" BEGIN
          SELECT RAISE(ABORT, 'The audit trail is only added to.');
        END;
        CREATE TRIGGER "AuditEntry_Added" BEFORE INSERT ON "AuditEntry"
        WHEN EXISTS (SELECT 1 FROM "AuditEntry" WHERE "Id" = new."Id" OR "Number" = new."Number") BEGIN
          SELECT RAISE(ABORT, 'The audit trail is only added to.');
        END;
        """;

    public const string SqliteDown = """DROP TRIGGER "AuditEntry_Unchanged"; DROP TRIGGER "AuditEntry_Kept"; DROP TRIGGER "AuditEntry_Added";""";

    public const string PostgresUp =
        """
        CREATE FUNCTION "AuditEntry_OnlyAddedTo"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The audit trail is only added to.' USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER "AuditEntry_Unchanged" BEFORE UPDATE ON "AuditEntry" FOR EACH ROW
          WHEN (old."Hash" <> '' OR new."Number" <> old."Number" OR new."Id" <> old."Id") EXECUTE FUNCTION "AuditEntry_OnlyAddedTo"();
        CREATE TRIGGER "AuditEntry_Kept" BEFORE DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "AuditEntry_OnlyAddedTo"();
        CREATE TRIGGER "AuditEntry_NotEmptied" BEFORE TRUNCATE ON "AuditEntry" FOR EACH STATEMENT EXECUTE FUNCTION "AuditEntry_OnlyAddedTo"();
        """;

    public const string PostgresDown =
        """
        DROP TRIGGER "AuditEntry_Unchanged" ON "AuditEntry"; DROP TRIGGER "AuditEntry_Kept" ON "AuditEntry"; DROP TRIGGER "AuditEntry_NotEmptied" ON "AuditEntry";
        DROP FUNCTION "AuditEntry_OnlyAddedTo"();
        """;
}
