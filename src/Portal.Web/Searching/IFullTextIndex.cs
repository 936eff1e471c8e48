using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>The one thing that is different in each database: how a tree is looked up in its full-text index.</summary>
public interface IFullTextIndex
{
    /// <summary>The entries that match, as a query to go on with.</summary>
    IQueryable<SearchEntry> Matching(PortalDbContext db, SearchNode wanted);

    /// <summary>Makes the index anew from the entries.</summary>
    Task RebuildAsync(PortalDbContext db, CancellationToken ct);
}
