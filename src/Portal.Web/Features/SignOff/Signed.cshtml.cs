using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>Confirms a signature and says what happens next.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SignedModel(PresentVersion present, PortalDbContext db, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownVersion Version { get; private set; } = null!;

    public ShownSignature Mine { get; private set; } = null!;

    public Id<EvidencePack>? Pack { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await present.FindAsync(Id, null, ct) is not { } version)
        {
            return NotFound();
        }

        if (version.Signatures.LastOrDefault(s => s.PersonId == me.Id) is not { } mine)
        {
            return Go("Read", new { Id });
        }

        Version = version;
        Mine = mine;
        Pack = await db.Packs.Whole().Where(p => p.FrozenVersionId == version.Id).Select(p => (Id<EvidencePack>?)p.Id).FirstOrDefaultAsync(ct);
        return null;
    }
}
