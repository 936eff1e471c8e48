using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Persistence;

/// <summary>An item that a self-assessment rests on and whose file nobody may open.</summary>
public sealed record QuarantinedItem(Id<EvidenceItem> Id, string Title, FileSafety Safety, string? Note);

/// <summary>Files that are not known to be safe, where they matter.</summary>
public static class QuarantinedFiles
{
    /// <summary>Files that nobody may open: what <see cref="Quarantine.Holds"/> says, in a query.</summary>
    public static IQueryable<StoredFile> InQuarantine(this IQueryable<StoredFile> files) => files.Where(f => f.Safety != FileSafety.Clean && f.Safety != FileSafety.NotScanned);

    /// <summary>The others.</summary>
    public static IQueryable<StoredFile> OutOfQuarantine(this IQueryable<StoredFile> files) => files.Where(f => f.Safety == FileSafety.Clean || f.Safety == FileSafety.NotScanned);

    /// <summary>Items linked to a self-assessment, by title.</summary>
    public static async Task<IReadOnlyList<QuarantinedItem>> QuarantinedOfAsync(this PortalDbContext db, Id<SelfAssessment> id, CancellationToken ct) =>
        await db.EvidenceItems.Where(e => db.EvidenceLinks.Any(l => l.SelfAssessmentId == id && l.EvidenceItemId == e.Id))
            .Join(db.StoredFiles.InQuarantine(), e => e.FileSha256, f => f.Sha256, (e, f) => new { e.Id, e.Title, f.Safety, f.SafetyNote })
            .OrderBy(e => e.Title).Select(e => new QuarantinedItem(e.Id, e.Title, e.Safety, e.SafetyNote)).ToListAsync(ct);
}
