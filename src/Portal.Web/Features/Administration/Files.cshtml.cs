using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Features.Shared;
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
        var files = db.StoredFiles.AsNoTracking();
        if (Safety is { } safety)
        {
            files = files.Where(f => f.Safety == safety);
        }

        Files = await files.OrderByDescending(f => f.StoredAt).ThenBy(f => f.Sha256)
            .Select(f => new Held(f.Sha256.Substring(0, StoredFile.CodeLength), f.Size, f.ContentType, f.StoredAt, f.Safety, f.SafetyNote, f.SafetyFoundAt)).ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Held(string Code, long Size, string ContentType, DateTime StoredAt, FileSafety Safety, string? Note, DateTime? FoundAt);
}
