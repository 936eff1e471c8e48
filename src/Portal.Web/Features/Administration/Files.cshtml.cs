using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Features.Shared;
using Portal.Web.Files.Fixity;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Administration;

/// <summary>Files of evidence by what the virus scanner said of them. Neither names nor titles: those are the bodies' own.</summary>
[Authorize(Policies.Administrator)]
public sealed class FilesModel(PortalDbContext db, ScanAgain scanAgain) : PortalPage
{
    /// <summary>Only files of which this is known; all when null.</summary>
    [FromQuery(Name = "safety")]
    public FileSafety? Safety { get; init; }

    /// <summary>Only files whose bytes are so; <see cref="Harmed"/> for all that are not as they were stored.</summary>
    [FromQuery(Name = "integrity")]
    public string? Integrity { get; init; }

    public const string Harmed = "harmed";

    public IReadOnlyList<SelectListItem> Integrities =>
    [
        new SelectListItem("Lost or changed", Harmed, Integrity == Harmed),
        .. Enum.GetValues<FileIntegrity>().Select(i => new SelectListItem(i.Words(), i.ToString(), i.ToString() == Integrity)),
    ];

    public bool IsFiltered => Safety is not null || !string.IsNullOrEmpty(Integrity);

    /// <summary>How far the reading again of stored files has come.</summary>
    public FixityState Fixity { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Safeties =>
        [.. Enum.GetValues<FileSafety>().Select(s => new SelectListItem(s.Words(), s.ToString(), s == Safety))];

    public PageOf<Held> Files { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostScanAgainAsync(string code, CancellationToken ct)
    {
        await scanAgain.AsAsync(code, ct);
        Notice("The file will be scanned again.");
        return Go("Files", new { safety = Safety });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var files = db.StoredFiles.AsNoTracking().Kept();
        if (Safety is { } safety)
        {
            files = files.Where(f => f.Safety == safety);
        }

        if (Integrity == Harmed)
        {
            files = files.Harmed();
        }
        else if (Enum.TryParse<FileIntegrity>(Integrity, out var integrity))
        {
            files = files.Where(f => f.Integrity == integrity);
        }

        Fixity = new FixityState(
            await db.StoredFiles.Kept().CountAsync(f => f.CheckedAt == null, ct), await db.StoredFiles.Kept().MinAsync(f => f.CheckedAt, ct),
            await db.StoredFiles.Kept().MaxAsync(f => f.CheckedAt, ct), await db.StoredFiles.Harmed().CountAsync(ct));
        Files = await files.OrderByDescending(f => f.StoredAt).ThenBy(f => f.Sha256)
            .Select(f => new Held(f.Sha256.Substring(0, StoredFile.CodeLength), f.Size, f.ContentType, f.StoredAt, f.Safety, f.SafetyNote, f.SafetyFoundAt, f.Integrity, f.CheckedAt, f.IntegritySince))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Held(string Code, long Size, string ContentType, DateTime StoredAt, FileSafety Safety, string? Note, DateTime? FoundAt, FileIntegrity Integrity, DateTime? CheckedAt, DateTime? IntegritySince);

    /// <param name="Never">Files that were not read again yet.</param>
    /// <param name="Oldest">The oldest last reading of any file.</param>
    /// <param name="Newest">The newest.</param>
    /// <param name="Harmed">Files lost or changed.</param>
    public sealed record FixityState(int Never, DateTime? Oldest, DateTime? Newest, int Harmed);
}
