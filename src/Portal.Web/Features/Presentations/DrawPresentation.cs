using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Slides;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>Draws a presentation from the version that was signed last, or copies one that was handed over.</summary>
public sealed class DrawPresentation(PortalDbContext db, PresentationReader reader, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The version that was signed last; null where none is.</summary>
    public Task<FrozenVersion?> SignedAsync(Id<SelfAssessment> of, CancellationToken ct) =>
        db.SignedVersionsOf(of).FirstOrDefaultAsync(ct);

    /// <exception cref="RuleBroken">No version is signed.</exception>
    public async Task<Id<Presentation>> OfAsync(Id<SelfAssessment> id, string title, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == id).FirstOr404Async(ct);
        reader.RequireEditor(assessment.BodyId);
        var signed = await SignedAsync(id, ct) ?? throw new RuleBroken("presentation.not-signed", "A presentation is drawn only from a version that both have signed.");
        var presentation = Presentation.Draw(signed, title, SlidesOf.From(SelfAssessmentDocument.Parse(signed.Content), await db.CaveatsOfAsync(id, ct, signed.SubmittedAt)), clock.UtcNow());
        db.Add(presentation);
        audit.Record(presentation.BodyId, "presentation-drawn", id, presentation.Title);
        await db.SaveChangesAsync(ct);
        return presentation.Id;
    }

    /// <summary>A copy that can be changed.</summary>
    public async Task<Id<Presentation>> CopyAsync(Id<Presentation> id, CancellationToken ct)
    {
        var from = await db.Presentations.AsNoTracking().Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        reader.RequireEditor(from.BodyId);
        var copy = from.Copy(clock.UtcNow());
        db.Add(copy);
        audit.Record(copy.BodyId, "presentation-copied", copy.SelfAssessmentId, copy.Title);
        await db.SaveChangesAsync(ct);
        return copy.Id;
    }
}
