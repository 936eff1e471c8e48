using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Ends a self-assessment without submission; everything written stays to be read.</summary>
public sealed class WithdrawSelfAssessment(
    PortalDbContext db, WorkflowRunner runner, HumanTasks tasks, TimeRequests requests, TellHolders tell, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    private static readonly PostRole[] _run = [PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices];

    public Task AsAsync(Id<SelfAssessment> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can withdraw it.");
        assessment.Withdraw(reason, clock.UtcNow());
        var waiting = await db.Tasks.Of(assessment).Where(t => t.State == TaskState.Open || t.State == TaskState.OnHold).ToListAsync(ct);
        await requests.EndForAsync(db.Tasks.Of(assessment), ct);
        await runner.CancelAsync(assessment, assessment.WithdrawnReason!, ct);
        await tasks.CloseAllAsync(assessment, ct);
        audit.Record(assessment.BodyId, "withdrawn", assessment.Id, assessment.WithdrawnReason);
        await TellAsync(assessment, waiting, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Those who run it, whoever signs it and whoever had a task of it are told, each once; what stands in their calendars goes.</summary>
    private async Task TellAsync(SelfAssessment assessment, List<PostTask> waiting, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).SingleAsync(ct);
        var gone = waiting.ToLookup(t => t.PostId);
        var running = await db.PostsAround([body.Id]).Where(p => (p.BodyId == body.Id && _run.Contains(p.Role)) || p.Role == PostRole.DirectorOfChildrensServices).Select(p => p.Id).ToListAsync(ct);
        await tell.OfAllAsync(
            [.. running.Union(gone.Select(t => t.Key))], $"{body.Name}: the self-assessment was withdrawn",
            $"{me.Person.Name} has withdrawn the self-assessment of {body.Name}. It is not submitted, and nothing is asked for it any more. What was written is kept, with the reason.",
            $"/self-assessments/overview/{assessment.Id}", $"withdrawn:{assessment.Id}", MailAbout.Of(assessment),
            post => gone[post].SelectMany(t => CalendarDate.Gone(t, body)).Prepend(CalendarDate.Gone(assessment, body)), ct);
    }
}
