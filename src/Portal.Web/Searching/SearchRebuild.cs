using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>Makes the index of the search anew from the texts themselves.</summary>
public sealed class SearchRebuild(PortalDbContext db, IFullTextIndex index)
{
    private const int Batch = 200;

    /// <summary>Makes it where there is none, as after an update that brings the search.</summary>
    public async Task WhereMissingAsync(CancellationToken ct)
    {
        if (!await db.Set<SearchEntry>().AnyAsync(ct))
        {
            await RunAsync(ct);
        }
    }

    /// <summary>Makes it in one transaction: until it is there the former one answers.</summary>
    /// <returns>Entries written.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<SearchEntry>().ExecuteDeleteAsync(ct);
        var entries = await PutAsync(db.Set<PublishedFramework>().OrderBy(f => f.Code).ThenBy(f => f.Version), ct);
        entries += await PutAsync(db.EvidenceItems.OrderBy(e => e.Id), ct);
        entries += await PutAsync(db.Answers.OrderBy(a => a.Id), ct);
        entries += await PutAsync(db.Judgements.OrderBy(j => j.Id), ct);
        entries += await PutAsync(db.Comments.OrderBy(c => c.Id), ct);
        entries += await PutAsync(db.Set<TextPage>().OrderBy(p => p.Sha256).ThenBy(p => p.Number), ct);
        await index.RebuildAsync(db, ct);
        await transaction.CommitAsync(ct);
        return entries;
    }

    private async Task<int> PutAsync<T>(IQueryable<T> all, CancellationToken ct) where T : class
    {
        var written = 0;
        for (var from = 0; ; from += Batch)
        {
            var some = await all.AsNoTracking().Skip(from).Take(Batch).ToListAsync(ct);
            db.AddRange(some.SelectMany(one => one is TextPage page ? [SearchableText.Of(page)] : SearchableText.Of(one)).SelectMany(text => text.Entries()));
            written += await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            if (some.Count < Batch)
            {
                return written;
            }
        }
    }
}
