using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Slides;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>Edits a presentation until it is handed over; those who run the self-assessment do it, perhaps several at once.</summary>
public sealed class EditPresentation(PortalDbContext db, PresentationReader reader, FrameworkLibrary frameworks, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Changes the order, what is shown, or what was added: done to the presentation as it is now, whoever changed it meanwhile.</summary>
    /// <param name="id">The presentation.</param>
    /// <param name="change">What is done, with the time.</param>
    /// <param name="act">What goes on the record; null for what has no consequence.</param>
    /// <param name="ct">Cancels.</param>
    public Task ChangeAsync(Id<Presentation> id, Action<Presentation, DateTime> change, string? act, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var presentation = await LoadAsync(id, ct);
        var before = presentation.AllSlides.Select(s => s.Id).ToHashSet();
        change(presentation, clock.UtcNow());
        foreach (var added in presentation.AllSlides.Where(s => !before.Contains(s.Id)))
        {
            db.Add(added); // Its id is made by the domain, so it would pass for a row that is there.
        }

        if (act is not null)
        {
            audit.Record(presentation.BodyId, act, presentation.SelfAssessmentId, presentation.Title);
        }

        await db.SaveChangesAsync(ct);
    });

    /// <summary>Saves what one slide says.</summary>
    /// <returns>What somebody else has saved meanwhile; null where it is saved.</returns>
    public Task<SlideText?> RewriteAsync(Id<Slide> id, SlideText text, int basedOn, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var slide = await db.Set<Slide>().Where(s => s.Id == id).FirstOr404Async(ct);
        var presentation = await db.Presentations.Where(p => p.Id == slide.PresentationId).FirstOr404Async(ct);
        reader.RequireEditor(presentation.BodyId);
        if (!slide.TryRewrite(presentation, text, basedOn, clock.UtcNow()))
        {
            return slide.Text;
        }

        await db.SaveChangesAsync(ct);
        return null;
    });

    /// <summary>Takes a slide away that the body had added.</summary>
    /// <returns>False where somebody else has edited it since it was shown.</returns>
    public Task<bool> RemoveAsync(Id<Slide> id, int shown, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var of = await db.Set<Slide>().Where(s => s.Id == id).Select(s => new { s.PresentationId }).FirstOr404Async(ct);
        var presentation = await LoadAsync(of.PresentationId, ct);
        if (!presentation.TryRemove(id, shown, clock.UtcNow()))
        {
            return false;
        }

        audit.Record(presentation.BodyId, "presentation-changed", presentation.SelfAssessmentId, presentation.Title);
        await db.SaveChangesAsync(ct);
        return true;
    });

    /// <summary>Saves title, time and colours.</summary>
    /// <returns>What somebody else has saved meanwhile; null where it is saved.</returns>
    public Task<PresentationSettings?> PlanAsync(Id<Presentation> id, PresentationSettings settings, int basedOn, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var presentation = await LoadAsync(id, ct);
        if (!presentation.TryPlan(settings, basedOn, clock.UtcNow()))
        {
            return presentation.Settings;
        }

        await db.SaveChangesAsync(ct);
        return null;
    });

    /// <summary>Draws the grades given now beside those of the last cycle.</summary>
    /// <exception cref="RuleBroken">No grade was given.</exception>
    public async Task<SlideChart> GradesAsync(Presentation of, CancellationToken ct)
    {
        var document = await reader.SourceAsync(of, ct) ?? throw new NotFound();
        var framework = await frameworks.GetAsync(document.Framework.Code, document.Framework.Version, ct);
        var follows = await db.SelfAssessments.Where(a => a.Id == of.SelfAssessmentId).Select(a => a.FollowsId).SingleAsync(ct);
        var last = follows is null
            ? null
            : await db.SignedVersionsOf(follows.Value).Select(v => v.Content).FirstOrDefaultAsync(ct);
        return ChartsOf.Grades(document, last is null ? null : SelfAssessmentDocument.Parse(last), framework.Scale)
            ?? throw new RuleBroken("presentation.no-grades", "No judgement has a grade, so there is nothing to show.", "Kind");
    }

    /// <summary>Draws how many items of evidence stand behind each judgement.</summary>
    public async Task<SlideChart> CoverageAsync(Presentation of, CancellationToken ct) =>
        ChartsOf.Coverage(await reader.SourceAsync(of, ct) ?? throw new NotFound()) ?? throw new RuleBroken("presentation.no-criteria", "No judgement has criteria, so there is nothing to show.", "Kind");

    private async Task<Presentation> LoadAsync(Id<Presentation> id, CancellationToken ct)
    {
        var presentation = await db.Presentations.Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        reader.RequireEditor(presentation.BodyId);
        return presentation;
    }
}
