using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Searching;

/// <summary>Keeps the index of the search with the texts: whatever a save changes, it changes in the index too, or neither.</summary>
internal static class IndexedTexts
{
    /// <summary>Adds to a save what it changes in the index.</summary>
    public static async Task KeepAsync(PortalDbContext db, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && SearchableText.Is(e.Entity)).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        // What is new has nothing in the index, so it costs no question.
        var keys = changed.Where(e => e.State != EntityState.Added).SelectMany(e => SearchableText.Of(e.Entity)).Select(t => t.Key).ToList();
        var present = keys.Count == 0 ? [] : await db.Set<SearchEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(e => keys.Contains(e.Key)).ToListAsync(ct);
        foreach (var entry in changed)
        {
            foreach (var text in SearchableText.Of(entry.Entity))
            {
                Put(db, present.FindAll(p => p.Key == text.Key), entry.State == EntityState.Deleted ? text with { Text = null } : text);
            }
        }
    }

    private static void Put(PortalDbContext db, List<SearchEntry> present, SearchableText text)
    {
        var wanted = text.Entries().ToList();
        foreach (var entry in wanted)
        {
            if (present.Find(p => p.Part == entry.Part) is { } there)
            {
                var tracked = db.Entry(there);
                tracked.Property(e => e.Words).CurrentValue = entry.Words;
                tracked.Property(e => e.Stems).CurrentValue = entry.Stems;
                tracked.Property(e => e.Day).CurrentValue = entry.Day;
                tracked.Property(e => e.Kind).CurrentValue = entry.Kind;
            }
            else if (!db.Set<SearchEntry>().Local.Any(e => e.Key == entry.Key && e.Part == entry.Part))
            {
                db.Add(entry);
            }
        }

        db.RemoveRange(present.Where(p => wanted.TrueForAll(w => w.Part != p.Part)));
    }
}
