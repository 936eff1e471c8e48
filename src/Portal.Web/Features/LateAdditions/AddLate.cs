using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.LateAdditions;

/// <summary>
/// Adds evidence after submission, beside the signed version, and tells the review team once it has the pack. Runs with the sight of the portal
/// (<see cref="WiderSight"/>), because a body does not see the team of its review.
/// </summary>
public sealed class AddLate(PortalDbContext db, FrameworkLibrary frameworks, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="item">An item of its body's library.</param>
    /// <param name="words">What is said with it.</param>
    /// <param name="ct">Cancels.</param>
    public Task ToSubmittedAsync(Id<SelfAssessment> id, Id<EvidenceItem> item, LateWords words, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment add evidence after submission.");
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        if (framework.FindCriterion(words.CriterionId) is null)
        {
            throw new NotFound();
        }

        var evidence = await db.EvidenceItems.Where(e => e.Id == item && e.BodyId == assessment.BodyId).FirstOr404Async(ct);
        var safety = await db.StoredFiles.Where(f => f.Sha256 == evidence.FileSha256).Select(f => f.Safety).SingleAsync(ct);
        if (Quarantine.Holds(safety))
        {
            throw new RuleBroken("late.quarantined", $"Nobody can open “{evidence.Title}” ({safety.Words().ToLowerInvariant()}), so it cannot be added yet.", "Evidence");
        }

        var post = me.Posts.First(p => p.BodyId == assessment.BodyId && me.Runs(p.BodyId)).Title;
        var late = LateAddition.Add(assessment, evidence, words, me.Person, post, clock.UtcNow());
        db.LateAdditions.Add(late);
        audit.Record(assessment.BodyId, "added-late", assessment.Id, $"{late.CriterionId}: {late.Title}. {late.Reason}");
        await TellReviewersAsync(late, ct);
        await db.SaveChangesAsync(ct);
    });

    private async Task TellReviewersAsync(LateAddition late, CancellationToken ct)
    {
        if (!await db.Packs.Whole().AnyAsync(p => p.FrozenVersionId == late.FrozenVersionId && p.State == PackState.Complete, ct))
        {
            return; // They learn of it with the pack.
        }

        var body = await db.Bodies.Where(b => b.Id == late.BodyId).Select(b => b.Name).SingleAsync(ct);
        var teams = await db.Reviews.Where(r => r.BodyId == late.BodyId)
            .SelectMany(r => r.Team, (r, m) => new { r.Id, m.PersonId }).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { m.Id, Person = p }).ToListAsync(ct);
        foreach (var member in teams)
        {
            outbox.Write(member.Person, MailKind.Notice, $"{body} has added evidence after submission", $"""
                {body} has added an item of evidence after its self-assessment was signed and submitted. It is not part of what was signed, and not in the pack.

                You find it beside the pack, on the page of your review:
                {portal.Of($"/reviews/details/{member.Id}")}
                """, $"added-late:{late.Id}:{member.Person.Id}", MailAbout.ToOthers(member.Id));
        }
    }
}
