using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Documents.Bundles;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>What became of each item of evidence in the bundle of a complete pack: its pages, or why it has none.</summary>
[Authorize(Policies.SignedIn)]
public sealed class ReportModel(PortalDbContext db) : PortalPage
{
    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public string Body { get; private set; } = "";

    /// <summary>Null for a pack from before there were bundles.</summary>
    public BundleReport? Report { get; private set; }

    public IEnumerable<BoundItem> WithoutPages => Report?.Items.Where(i => i.Fate == BundleFate.DividerOnly) ?? [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await db.Packs.AsNoTracking().Where(p => p.Id == Id && p.State == PackState.Complete)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { p.Report, Body = b.Name }).FirstOr404Async(ct);
        Body = found.Body;
        Report = found.Report is { } report ? BundleReport.Parse(report) : null;
        return null;
    }
}
