namespace Portal.Web.Persistence.Migrations;

/// <summary>What each database needs for the full-text index of <c>SearchEntries</c> and what the model cannot say.</summary>
internal static class FullText
{
    /// <summary>The words are in <c>SearchEntries</c>; the virtual table has the index alone, kept by triggers in the same statement. Words are cut already, so they are taken as they are.</summary>
    public const string SqliteUp =
        """
        CREATE VIRTUAL TABLE "SearchTerms" USING fts5("Words", "Stems", content='SearchEntries', content_rowid='Id', tokenize='ascii');
        CREATE TRIGGER "SearchEntries_Added" AFTER INSERT ON "SearchEntries" BEGIN
          INSERT INTO "SearchTerms"(rowid, "Words", "Stems") VALUES (new."Id", new."Words", new."Stems");
        END;
        CREATE TRIGGER "SearchEntries_Gone" AFTER DELETE ON "SearchEntries" BEGIN
          INSERT INTO "SearchTerms"("SearchTerms", rowid, "Words", "Stems") VALUES ('delete', old."Id", old."Words", old."Stems");
        END;
        CREATE TRIGGER "SearchEntries_Changed" AFTER UPDATE OF "Words", "Stems" ON "SearchEntries" BEGIN
          INSERT INTO "SearchTerms"("SearchTerms", rowid, "Words", "Stems") VALUES ('delete', old."Id", old."Words", old."Stems");
          INSERT INTO "SearchTerms"(rowid, "Words", "Stems") VALUES (new."Id", new."Words", new."Stems");
        END;
        """;

    public const string SqliteDown = """DROP TABLE "SearchTerms";""";

    public const string PostgresUp =
        """
        ALTER TABLE "SearchEntries"
          ADD COLUMN "WordTerms" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, "Words")) STORED,
          ADD COLUMN "StemTerms" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, "Stems")) STORED;
        CREATE INDEX "IX_SearchEntries_WordTerms" ON "SearchEntries" USING gin ("WordTerms");
        CREATE INDEX "IX_SearchEntries_StemTerms" ON "SearchEntries" USING gin ("StemTerms");
        """;

    public const string PostgresDown = """DROP INDEX "IX_SearchEntries_WordTerms"; DROP INDEX "IX_SearchEntries_StemTerms";""";
}
