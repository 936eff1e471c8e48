using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.PersonalData;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Which items of a library are asked for.</summary>
/// <param name="Text">Words in the title; null for any.</param>
/// <param name="Kind">Null for any.</param>
/// <param name="Use">Null for all that are not withdrawn.</param>
public sealed record LibraryFilter(string? Text, EvidenceKind? Kind, LibraryUse? Use);

/// <summary>Whether an item supports a criterion.</summary>
public enum LibraryUse
{
    Used,
    Unused,

    /// <summary>The review date has come, or comes within a month.</summary>
    ReviewDue,
    Withdrawn,
}

/// <summary>The order of a list of evidence.</summary>
public enum LibraryOrder
{
    Newest,
    Title,
    Kind,
    Describes,
    Uses,
}

/// <summary>One line of the library.</summary>
public sealed record LibraryRow(
    Id<EvidenceItem> Id, string Title, EvidenceKind Kind, DateOnly Describes, string Shows, string FileName, long Size, FileSafety Safety, string Sha256,
    string AddedBy, DateTime AddedAt, int Uses, int FileVersion, SecurityMarking Marking, DateOnly? ReviewOn, bool MayTellWho, ReadingState? Reading, bool IsDisposed);

/// <summary>Reads the evidence libraries that the present person may see.</summary>
public sealed class Library(PortalDbContext db, AccessScope scope, TimeProvider clock)
{
    /// <summary>Days before its review date at which an item is due to be looked at.</summary>
    public const int ReviewDays = 30;

    /// <summary>Boards and authorities whose library may be read, by name.</summary>
    public async Task<IReadOnlyList<(Id<Body> Id, string Name)>> BodiesAsync(CancellationToken ct)
    {
        var ids = scope.BodyIds;
        var bodies = await db.Bodies
            .Where(b => ids.Contains(b.Id) && (b.Kind == BodyKind.SafeguardingBoard || b.Kind == BodyKind.LocalAuthority))
            .OrderBy(b => b.Name).Select(b => new { b.Id, b.Name }).ToListAsync(ct);
        return [.. bodies.Select(b => (b.Id, b.Name))];
    }

    /// <summary>The lines of one library, in order.</summary>
    public IQueryable<LibraryRow> Rows(Id<Body> body, LibraryFilter filter, LibraryOrder order)
    {
        var rows = Matching(body, filter).AsNoTracking()
            .Join(db.StoredFiles, e => e.FileSha256, f => f.Sha256, (e, f) => new { Item = e, f.Size, f.Safety })
            .Join(db.People, r => r.Item.AddedBy, p => p.Id, (r, p) => new { r.Item, r.Size, r.Safety, AddedBy = p.Name });
        var ordered = order switch
        {
            LibraryOrder.Title => rows.OrderBy(r => r.Item.Title).ThenBy(r => r.Item.Id),
            LibraryOrder.Kind => rows.OrderBy(r => r.Item.Kind).ThenBy(r => r.Item.Title).ThenBy(r => r.Item.Id),
            LibraryOrder.Describes => rows.OrderByDescending(r => r.Item.Describes).ThenBy(r => r.Item.Id),
            LibraryOrder.Uses => rows.OrderByDescending(r => r.Item.Links.Count).ThenBy(r => r.Item.Id),
            _ => rows.OrderByDescending(r => r.Item.AddedAt).ThenBy(r => r.Item.Id),
        };
        return ordered.Select(r => new LibraryRow(
            r.Item.Id, r.Item.Title, r.Item.Kind, r.Item.Describes, r.Item.Shows, r.Item.FileName, r.Size, r.Safety, r.Item.FileSha256,
            r.AddedBy, r.Item.AddedAt, r.Item.Links.Count, r.Item.FileVersion, r.Item.Marking, r.Item.ReviewOn,
            db.Set<PersonalDataSign>().Any(s => s.Sha256 == r.Item.FileSha256),
            db.Set<FileText>().Where(t => t.Sha256 == r.Item.FileSha256).Select(t => (ReadingState?)t.State).FirstOrDefault(),
            r.Item.DisposedAt != null));
    }

    private IQueryable<EvidenceItem> Matching(Id<Body> body, LibraryFilter filter)
    {
        var items = db.EvidenceItems.Where(e => e.BodyId == body);
        items = filter.Use switch
        {
            LibraryUse.Used => items.Where(e => e.WithdrawnAt == null && e.Links.Count > 0),
            LibraryUse.Unused => items.Where(e => e.WithdrawnAt == null && e.Links.Count == 0),
            LibraryUse.ReviewDue => items.Where(e => e.WithdrawnAt == null && e.ReviewOn <= clock.Today().AddDays(ReviewDays)),
            LibraryUse.Withdrawn => items.Where(e => e.WithdrawnAt != null),
            _ => items.Where(e => e.WithdrawnAt == null),
        };
        if (filter.Kind is { } kind)
        {
            items = items.Where(e => e.Kind == kind);
        }

        if (string.IsNullOrWhiteSpace(filter.Text))
        {
            return items;
        }

        var text = filter.Text.Trim().ToLower(CultureInfo.InvariantCulture);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL, which knows lower() and no comparison of .NET.
        return items.Where(e => e.Title.ToLower().Contains(text));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}
