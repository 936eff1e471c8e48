using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.Presentations;
using Portal.Web.Auditing;
using Portal.Web.Documents.Slides;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>A presentation to be read as one page; for its body, and once it was handed over for the team of its review.</summary>
[Authorize(Policies.SignedIn)]
public sealed class ShowModel(PortalDbContext db, PresentationReader reader, AuditTrail audit) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    /// <summary>Knows criterion and evidence of each statement; null for the review team, which finds them in the pack.</summary>
    public SlideNotes? Notes { get; private set; }

    /// <summary>The pack of the version it was drawn from; null until it is complete.</summary>
    public Id<EvidencePack>? Pack { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetPptxAsync(CancellationToken ct)
    {
        var deck = await reader.DeckAsync(Shown, ct);
        using var file = new MemoryStream();
        PptxWriter.Write(file, deck);
        audit.Record(Shown.Presentation.BodyId, "presentation-exported", Shown.Presentation.SelfAssessmentId, Shown.Presentation.Title);
        await db.SaveChangesAsync(ct);
        Response.Attach($"{deck.Title}.pptx", PptxWriter.ContentType);
        file.Position = 0;
        await file.CopyToAsync(Response.BodyWriter.AsStream(), ct);
        return new EmptyResult();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Notes = await reader.SourceAsync(Shown.Presentation, ct) is { } source ? new SlideNotes(source) : null;
        Pack = await db.Packs.Whole().Where(p => p.FrozenVersionId == Shown.Presentation.FrozenVersionId && p.State == PackState.Complete).Select(p => (Id<EvidencePack>?)p.Id).FirstOrDefaultAsync(ct);
        return null;
    }
}
