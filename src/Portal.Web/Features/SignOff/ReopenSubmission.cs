using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Web.Words;

namespace Portal.Web.Features.SignOff;

/// <summary>
/// Opens a submitted self-assessment again: one signatory asks and the other agrees, or the quality assurance lead of its review does it alone.
/// Runs with the sight of the portal (<see cref="WiderSight"/>), because the review team sees of a body only what was handed over.
/// </summary>
public sealed class ReopenSubmission(
    PortalDbContext db, DecideSignOff decide, WorkflowRunner runner, Posts posts, Outbox outbox, PortalAddress portal, AuditTrail audit, AccessScope scope, CurrentPerson me,
    TimeProvider clock)
{
    /// <summary>What was submitted, and who has asked to open it again.</summary>
    public async Task<Reopenable> ShowAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == id).FirstOr404Async(ct);
        var version = await db.FrozenVersions.AsNoTracking().Where(v => v.Id == assessment.SubmittedVersionId)
            .Select(v => new { v.Number, v.ContentHash, v.SubmittedAt }).FirstOr404Async(ct);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        var last = await db.Reopenings.AsNoTracking().Where(r => r.SelfAssessmentId == id).OrderByDescending(r => r.AskedAt).FirstOrDefaultAsync(ct);
        return new Reopenable(body, assessment, version.Number, version.ContentHash, version.SubmittedAt!.Value, last, await RoleAsync(assessment, ct));
    }

    /// <param name="id">The self-assessment.</param>
    /// <param name="reason">Why it must be opened again; required.</param>
    /// <param name="ct">Cancels.</param>
    public Task AskAsync(Id<SelfAssessment> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, role) = await LoadAsync(id, ct);
        assessment.RequireSubmitted();
        if (await db.Reopenings.AnyAsync(r => r.SelfAssessmentId == id && r.State == ReopeningState.Asked, ct))
        {
            throw new RuleBroken("reopening.asked", "It has already been asked for. The other signatory decides.");
        }

        var version = await db.FrozenVersions.SingleAsync(v => v.Id == assessment.SubmittedVersionId, ct);
        var reopening = Reopening.Ask(assessment, version, role, me.Person, reason, clock.UtcNow());
        db.Reopenings.Add(reopening);
        audit.Record(assessment.BodyId, reopening.State == ReopeningState.Agreed ? "reopened" : "reopening-asked", assessment.Id, reopening.Reason);
        if (reopening.State == ReopeningState.Agreed)
        {
            await StartAsync(assessment, ct);
        }
        else
        {
            await TellTheOtherAsync(assessment, reopening, ct);
        }

        await db.SaveChangesAsync(ct);
    });

    public Task AgreeAsync(Id<SelfAssessment> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, role) = await LoadAsync(id, ct);
        var reopening = await AskedAsync(id, ct);
        reopening.Agree(assessment, role, me.Person, clock.UtcNow());
        audit.Record(assessment.BodyId, "reopened", assessment.Id, reopening.Reason);
        await StartAsync(assessment, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <param name="id">The self-assessment.</param>
    /// <param name="reason">Why not; required.</param>
    /// <param name="ct">Cancels.</param>
    public Task DeclineAsync(Id<SelfAssessment> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, role) = await LoadAsync(id, ct);
        var reopening = await AskedAsync(id, ct);
        reopening.Decline(role, me.Person, reason, clock.UtcNow());
        audit.Record(assessment.BodyId, "reopening-declined", assessment.Id, reopening.DeclinedReason);
        await db.SaveChangesAsync(ct);
    });

    private async Task<Reopening> AskedAsync(Id<SelfAssessment> id, CancellationToken ct) =>
        await db.Reopenings.Where(r => r.SelfAssessmentId == id).OrderByDescending(r => r.AskedAt).FirstOr404Async(ct);

    private async Task StartAsync(SelfAssessment assessment, CancellationToken ct)
    {
        var kind = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Kind).SingleAsync(ct);
        await runner.StartAsync(assessment, SelfAssessmentProcesses.OfReopened(kind), [], ct);
    }

    private async Task TellTheOtherAsync(SelfAssessment assessment, Reopening reopening, CancellationToken ct)
    {
        var other = await posts.FindAsync(reopening.AskedInRole == PostRole.Chair ? "director" : "chair", assessment, ct);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        var holders = await db.Set<PostHolding>().Where(h => h.PostId == other && h.Until == null).Join(db.People, h => h.PersonId, p => p.Id, (h, p) => p).ToListAsync(ct);
        foreach (var person in holders)
        {
            outbox.Write(person, MailKind.Notice, $"{body}: open the self-assessment again?", $"""
                {reopening.AskedByName}, {reopening.AskedInRole.Words()}, asks to open the submitted self-assessment of {body} again. It is opened only if you agree.

                Read the reason and decide:
                {portal.Of($"/sign-off/reopen/{assessment.Id}")}
                """, $"reopening:{reopening.Id}:{person.Id}", MailAbout.Of(assessment.BodyId, assessment.Id));
        }
    }

    private async Task<(SelfAssessment, PostRole)> LoadAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        return (assessment, await RoleAsync(assessment, ct)
            ?? throw new Forbidden("Only the chair, the director and the quality assurance lead of the review open it again."));
    }

    /// <summary>In which role the present person has a say here; null for none.</summary>
    private async Task<PostRole?> RoleAsync(SelfAssessment assessment, CancellationToken ct) =>
        (await decide.SigningPostAsync(assessment, ct))?.Role
        ?? (me.Posts.Any(p => p is { Role: PostRole.QualityAssuranceLead, IsDeputy: false }) && scope.ReviewedBodyIds.Contains(assessment.BodyId) ? PostRole.QualityAssuranceLead : null);
}

/// <summary>What was submitted of a self-assessment, and where the wish to open it again stands.</summary>
/// <param name="BodyName">Whose it is.</param>
/// <param name="Assessment">The self-assessment.</param>
/// <param name="Number">Of the submitted version.</param>
/// <param name="ContentHash">SHA-256 of the submitted version.</param>
/// <param name="SubmittedAt">When, in UTC.</param>
/// <param name="Last">The last wish; null where nobody ever asked.</param>
/// <param name="Role">In which role the present person has a say; null for none.</param>
public sealed record Reopenable(string BodyName, SelfAssessment Assessment, int Number, string ContentHash, DateTime SubmittedAt, Reopening? Last, PostRole? Role)
{
    public bool IsLocked => Assessment.Status == SelfAssessmentStatus.Submitted;

    /// <summary>The wish that waits for the other signatory.</summary>
    public Reopening? Asked => Last is { State: ReopeningState.Asked } asked ? asked : null;

    /// <summary>True for the other signatory.</summary>
    public bool MayAnswer => Asked is { } asked && Role is { } role && FrozenVersion.Signatories.Contains(role) && role != asked.AskedInRole;

    public bool MayAsk => IsLocked && Asked is null;
}
