using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>PostgreSQL's full text over words and stems, in a column of its own for each. The columns and their indexes are in the migrations.</summary>
internal sealed class PostgresFullText : IFullTextIndex
{
    public IQueryable<SearchEntry> Matching(PortalDbContext db, SearchNode wanted)
    {
        var parameters = new List<object>();
        var condition = Condition(wanted, parameters);
#pragma warning disable EF1002 // The condition has names of columns and places for parameters; what was typed is in the parameters.
        return db.Set<SearchEntry>().FromSqlRaw($"""SELECT * FROM "SearchEntries" WHERE {condition}""", [.. parameters]);
#pragma warning restore EF1002
    }

    public Task RebuildAsync(PortalDbContext db, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync("""REINDEX TABLE "SearchEntries" """, ct);

    /// <summary>Branches about one column are one look into its index.</summary>
    private static string Condition(SearchNode node, List<object> parameters)
    {
        if (node.Leaves().Select(w => w.Exact).Distinct().Take(2).ToArray() is [var exact])
        {
            parameters.Add(Expression(node));
            return $$"""("{{(exact ? "WordTerms" : "StemTerms")}}" @@ CAST({{{parameters.Count - 1}}} AS tsquery))""";
        }

        return node switch
        {
            AllNode all => $"({string.Join(" AND ", all.Of.Select(n => Condition(n, parameters)).Concat(all.Without.Select(n => $"NOT {Condition(n, parameters)}")))})",
            AnyNode any => $"({string.Join(" OR ", any.Of.Select(n => Condition(n, parameters)))})",
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
    }

    private static string Expression(SearchNode node) => node switch
    {
        WordsNode words => $"({string.Join(" <-> ", words.Terms.Select((term, i) => $"'{term}'{(words.Begins && i == words.Words.Count - 1 ? ":*" : "")}"))})",
        AllNode all => $"({string.Join(" & ", all.Of.Select(Expression).Concat(all.Without.Select(n => "!" + Expression(n))))})",
        AnyNode any => $"({string.Join(" | ", any.Of.Select(Expression))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
