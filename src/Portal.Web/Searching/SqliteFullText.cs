using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>SQLite's FTS5 over words and stems. The table and the triggers that keep it are in the migrations.</summary>
internal sealed class SqliteFullText : IFullTextIndex
{
    public IQueryable<SearchEntry> Matching(PortalDbContext db, SearchNode wanted) => db.Set<SearchEntry>().FromSqlRaw(
        """SELECT e.* FROM "SearchEntries" AS e WHERE e."Id" IN (SELECT rowid FROM "SearchTerms" WHERE "SearchTerms" MATCH {0})""", Expression(wanted));

    public Task RebuildAsync(PortalDbContext db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync("""INSERT INTO "SearchTerms"("SearchTerms") VALUES ('rebuild')""", ct);

    /// <summary>A tree as FTS5 reads it. Words are letters and digits only, so that nothing in them means anything to it.</summary>
    internal static string Expression(SearchNode node) => node switch
    {
        WordsNode words => $"{(words.Exact ? "Words" : "Stems")} : \"{string.Join(' ', words.Terms)}\"{(words.Begins ? " *" : "")}",
        AllNode { Without.Count: 0 } all => Joined(all.Of, " AND "),
        AllNode all => $"({Joined(all.Of, " AND ")} NOT {Joined(all.Without, " OR ")})",
        AnyNode any => Joined(any.Of, " OR "),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Joined(IEnumerable<SearchNode> nodes, string by) => $"({string.Join(by, nodes.Select(Expression))})";
}
