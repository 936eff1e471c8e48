using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Writing;

namespace Portal.Web.Features.Matters;

/// <summary>Writes what an agency returns on one criterion, links evidence to it, and puts the score after moderation beside it.</summary>
public sealed class WriteReturn(PortalDbContext db, ReturnReader returns, SaveText save, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    private const string NotTheirs = "This return is for the agency that is asked, while it is asked.";

    /// <param name="id">The audit.</param>
    /// <param name="post">The agency's post.</param>
    /// <param name="criterionId">The line.</param>
    /// <param name="text">What was typed, with the score.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Forbidden">The return is another agency's, or it has been made.</exception>
    public Task<SaveOutcome<AnswerText>> AnswerAsync(Id<Matter> id, Id<Post> post, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (shown, answer) = await LoadAsync(id, post, criterionId, text.SelfGrade, ct);
            CurrentPerson.Require(shown.MayAnswer, NotTheirs);
            var outcome = await save.PutAsync(PlaceOf(shown, criterionId, answer), text, basedOn, ct);
            await db.SaveChangesAsync(ct);
            return outcome;
        });

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<AnswerText>> CompareAsync(Id<Matter> id, Id<Post> post, string criterionId, AnswerText text, int basedOn, CancellationToken ct)
    {
        var (shown, answer) = await LoadAsync(id, post, criterionId, text.SelfGrade, ct);
        return await save.CompareAsync(PlaceOf(shown, criterionId, answer), text, basedOn, ct);
    }

    /// <summary>Puts one field back to what it was after a revision. The present words stay in the history.</summary>
    /// <exception cref="NotFound">There is no such text or field, or this person may not see it.</exception>
    public async Task RestoreAsync(Id<Matter> id, Id<Post> post, string criterionId, Id<ReturnRevision> revision, string field, CancellationToken ct)
    {
        var content = await ReturnHistory.Of(db, id, post, criterionId).Where(r => r.Id == revision).Select(r => r.Content).FirstOr404Async(ct);
        var now = await db.Set<ReturnedAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.MatterId == id && a.PostId == post && a.CriterionId == criterionId, ct);
        var outcome = await AnswerAsync(id, post, criterionId, With(now?.Text ?? AnswerText.Empty, field, JsonSerializer.Deserialize<AnswerText>(content)!), now?.Version ?? 0, ct);
        if (outcome.SavedFirst is { } first)
        {
            throw new RuleBroken("history.saved-first", $"{first.By} saved this field at the same moment. Look at what is there now, and decide again.");
        }
    }

    /// <summary>Links an item of the board's library to a line.</summary>
    /// <exception cref="Forbidden">The return is another agency's, or it has been made.</exception>
    public Task LinkAsync(Id<Matter> id, Id<Post> post, string criterionId, Id<EvidenceItem> item, string? passage, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (shown, _) = await LoadAsync(id, post, criterionId, null, ct);
        CurrentPerson.Require(shown.MayAnswer, NotTheirs);
        var evidence = await db.EvidenceItems.Where(e => e.Id == item).FirstOr404Async(ct);
        var link = ReturnedEvidence.Link(shown.Of.Matter, (post, criterionId), evidence, passage, me.Id, clock.UtcNow());
        if (!await db.Set<ReturnedEvidence>().AnyAsync(l => l.MatterId == id && l.PostId == post && l.CriterionId == criterionId && l.EvidenceItemId == item && l.Passage == link.Passage, ct))
        {
            db.Add(link);
            await db.SaveChangesAsync(ct);
        }
    });

    /// <summary>Takes a link away again.</summary>
    public Task UnlinkAsync(Id<Matter> id, Id<Post> post, string criterionId, Id<ReturnedEvidence> link, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (shown, _) = await LoadAsync(id, post, criterionId, null, ct);
        CurrentPerson.Require(shown.MayAnswer, NotTheirs);
        db.RemoveRange(await db.Set<ReturnedEvidence>().Where(l => l.Id == link && l.MatterId == id && l.PostId == post && l.CriterionId == criterionId).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    });

    /// <exception cref="Forbidden">Somebody who does not run the board moderates, or the return has not been made.</exception>
    public Task ModerateAsync(Id<Matter> id, Id<Post> post, string criterionId, string grade, string? reason, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (shown, answer) = await LoadAsync(id, post, criterionId, grade, ct);
            CurrentPerson.Require(shown.MayModerate, "Those who run the board moderate a return, once it has been made.");
            db.Add((answer ?? throw new RuleBroken("return.nothing-to-moderate", "The agency has not scored this yet."))
                .Moderate(shown.Of.Matter, grade, reason, me.Id, clock.UtcNow()));
            audit.Record(shown.Of.Matter.BodyId, "return-moderated", id, $"{shown.Agency}: {criterionId}");
            await db.SaveChangesAsync(ct);
        });

    private TextPlace<AnswerText> PlaceOf(ShownReturn shown, string criterionId, ReturnedAnswer? present)
    {
        var (matter, now) = (shown.Of.Matter, clock.UtcNow());
        return new TextPlace<AnswerText>(
            present,
            first => ReturnedAnswer.To(criterionId, matter, shown.Post, first, me.Id, now),
            (text, basedOn) => present!.TryRewrite(matter, text, basedOn, me.Id, now),
            new ReturnHistory(db, matter, (shown.Post, criterionId), me.Id, now));
    }

    private static AnswerText With(AnswerText now, string field, AnswerText once)
    {
        try
        {
            return now.WithField(field, once);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new NotFound();
        }
    }

    private async Task<(ShownReturn, ReturnedAnswer?)> LoadAsync(Id<Matter> id, Id<Post> post, string criterionId, string? grade, CancellationToken ct)
    {
        var shown = await returns.ShowAsync(id, post, ct);
        if (shown.Framework.FindCriterion(criterionId) is null)
        {
            throw new NotFound();
        }

        if (grade is not null && shown.Framework.FindGrade(grade) is null)
        {
            throw new RuleBroken("return.unknown-grade", "Choose one of the scores of this framework.", nameof(AnswerText.SelfGrade));
        }

        return (shown, await db.Set<ReturnedAnswer>().FirstOrDefaultAsync(a => a.MatterId == id && a.PostId == post && a.CriterionId == criterionId, ct));
    }
}
