using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SignOff;

/// <summary>Locks the signed version and sends the receipt to all who had a part in it. Never saves: it is a step of the process.</summary>
public sealed class SubmitSelfAssessment(PortalDbContext db, HumanTasks tasks, Outbox outbox, PortalAddress portal, AuditTrail audit, TimeProvider clock)
{
    public async Task OfAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.SingleAsync(a => a.Id == id, ct);
        var version = await db.FrozenVersions.Include(v => v.Signatures)
            .Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).FirstAsync(ct);
        assessment.Submit(version, clock.UtcNow());
        await tasks.CloseAllAsync(assessment, ct);
        audit.Record(assessment.BodyId, "submitted", assessment.Id, version.ContentHash);
        await SendReceiptsAsync(assessment, version, ct);
    }

    private async Task SendReceiptsAsync(SelfAssessment assessment, FrozenVersion version, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        var text = $"""
            The self-assessment of {body} for {assessment.PeriodFrom.Words()} to {assessment.PeriodTo.Words()} was submitted on {assessment.SubmittedAt!.Value.Words()}.

            Version {version.Number}, content hash (SHA-256):
            {version.ContentHash}

            Signed by:
            {string.Join("\n", version.Signatures.OrderBy(s => s.SignedAt).Select(s => $"- {s.PersonName}, {s.SignedAt.Words()}"))}

            It is locked now. You can read and download it at any time:
            {portal.Of($"/self-assessments/receipt/{assessment.Id}")}
            """;
        foreach (var person in await ReceiversAsync(assessment, version, ct))
        {
            outbox.Write(person, MailKind.Notice, $"Submitted: self-assessment of {body}", text, $"receipt:{version.Id}:{person.Id}", MailAbout.Of(assessment.BodyId, assessment.Id));
        }
    }

    private async Task<List<Person>> ReceiversAsync(SelfAssessment assessment, FrozenVersion version, CancellationToken ct)
    {
        var signatories = version.Signatures.Select(s => s.PersonId).ToList();
        return await db.People.Where(person => signatories.Contains(person.Id) || db.Posts.Any(post =>
            post.Holdings.Any(h => h.PersonId == person.Id && h.Until == null)
            && ((post.BodyId == assessment.BodyId && (post.Role == PostRole.Chair || post.Role == PostRole.BoardManager
                    || post.Role == PostRole.DirectorOfChildrensServices || post.Role == PostRole.ChiefExecutive))
                || db.Assignments.Any(a => a.SelfAssessmentId == assessment.Id && a.PostId == post.Id)))).ToListAsync(ct);
    }
}
