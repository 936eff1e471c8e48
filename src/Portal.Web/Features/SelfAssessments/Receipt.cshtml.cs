using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The receipt of a submitted self-assessment: when, which text by its hash, and who signed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReceiptModel(PortalDbContext db, AssessmentReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public FrozenVersion Version { get; private set; } = null!;

    public Id<EvidencePack>? Pack { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Version = await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures)
            .Where(v => v.Id == Shown.Assessment.SubmittedVersionId).FirstOr404Async(ct);
        Pack = await db.Packs.Whole().Where(p => p.FrozenVersionId == Version.Id).Select(p => (Id<EvidencePack>?)p.Id).FirstOrDefaultAsync(ct);
        return null;
    }
}
