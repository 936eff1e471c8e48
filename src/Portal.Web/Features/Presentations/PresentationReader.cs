using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Documents.Slides;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Presentations;

/// <summary>A presentation as a page shows it.</summary>
/// <param name="Presentation">With its slides.</param>
/// <param name="Body">The name of its body.</param>
/// <param name="IsOwn">Whether the reader is of the body; others see what was handed over to their team.</param>
/// <param name="MayEdit">Whether the reader runs the body's self-assessment and the presentation was not handed over.</param>
/// <param name="Runs">Whether the reader runs the body's self-assessment: nobody else sees hidden slides and the speaker's notes.</param>
/// <param name="Marking">How its papers are marked: as when it was handed over, and until then as the self-assessment says.</param>
/// <param name="Newer">The number of a version that was signed after the one it was drawn from; null where that is the latest.</param>
public sealed record ShownPresentation(Presentation Presentation, string Body, bool IsOwn, bool MayEdit, bool Runs, SecurityMarking Marking, int? Newer);

/// <summary>Reads presentations: the body its own, a review team those that were handed over.</summary>
public sealed class PresentationReader(PortalDbContext db, NewerVersions versions, AccessScope scope, CurrentPerson me)
{
    /// <exception cref="NotFound">There is none, or it is not for this person.</exception>
    public async Task<ShownPresentation> ShowAsync(Id<Presentation> id, CancellationToken ct)
    {
        var found = await db.Presentations.AsNoTracking().Include(p => p.AllSlides).AsSplitQuery().Where(p => p.Id == id).FirstOr404Async(ct);
        var body = await db.Bodies.Where(b => b.Id == found.BodyId).Select(b => b.Name).SingleAsync(ct);
        var runs = me.Runs(found.BodyId);
        var latest = (await versions.OfAsync([found.SelfAssessmentId], ct)).GetValueOrDefault(found.SelfAssessmentId);
        return new ShownPresentation(
            found, body, scope.BodyIds.Contains(found.BodyId), runs && found.HandedOverAt is null, runs, found.Marking ?? await MarkingAsync(found.SelfAssessmentId, ct), latest > found.SignedNumber ? latest : null);
    }

    /// <summary>What was signed and is the source of a presentation of one's own body; null for whoever does not read it.</summary>
    public async Task<SelfAssessmentDocument?> SourceAsync(Presentation of, CancellationToken ct) =>
        await db.FrozenVersions.Where(v => v.Id == of.FrozenVersionId).Select(v => v.Content).FirstOrDefaultAsync(ct) is { } text ? SelfAssessmentDocument.Parse(text) : null;

    /// <summary>All that a file of it needs; without hidden slides and notes for whoever does not run the self-assessment.</summary>
    public async Task<SlideDeck> DeckAsync(ShownPresentation shown, CancellationToken ct)
    {
        var of = shown.Presentation;
        var notes = shown.Runs && await SourceAsync(of, ct) is { } source ? new SlideNotes(source) : null;
        return new SlideDeck(
            of.Title, shown.Body, shown.Marking.Words(), of.SignedNumber, of.Colours, of.DrawnAt,
            [.. of.Slides.Where(s => shown.Runs || !s.Hidden).Select(s => new DeckSlide(s.Slide, s.Hidden, notes is null ? [] : notes.Of(s.Slide)))]);
    }

    private Task<SecurityMarking> MarkingAsync(Id<SelfAssessment> id, CancellationToken ct) => db.SelfAssessments.Where(a => a.Id == id).Select(a => a.Marking).SingleAsync(ct);

    /// <summary>Refuses whoever does not run the body's self-assessment.</summary>
    /// <exception cref="Forbidden">They do not.</exception>
    public void RequireEditor(Id<Body> body) =>
        CurrentPerson.Require(me.Runs(body), "The opening presentation is made by those who run the self-assessment.");
}
