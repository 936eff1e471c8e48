using Microsoft.EntityFrameworkCore;

namespace Portal.Web.Persistence;

/// <summary>What was asked for is not there, or not for this person: the two look alike from outside.</summary>
public sealed class NotFound() : Exception("Not found.");

/// <summary>Queries that every use case needs.</summary>
public static class Queries
{
    /// <summary>The first match, or the page that says there is none.</summary>
    public static async Task<T> FirstOr404Async<T>(this IQueryable<T> query, CancellationToken ct) where T : class =>
        await query.FirstOrDefaultAsync(ct) ?? throw new NotFound();
}
