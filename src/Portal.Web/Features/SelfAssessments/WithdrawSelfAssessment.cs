using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Ends a self-assessment without submission; everything written stays to be read.</summary>
public sealed class WithdrawSelfAssessment(PortalDbContext db, WorkflowRunner runner, HumanTasks tasks, TimeRequests requests, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    public Task AsAsync(Id<SelfAssessment> id, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment can withdraw it.");
        assessment.Withdraw(reason, clock.UtcNow());
        await requests.EndForAsync(db.Tasks.Of(assessment), ct);
        await runner.CancelAsync(assessment, assessment.WithdrawnReason!, ct);
        await tasks.CloseAllAsync(assessment, ct);
        audit.Record(assessment.BodyId, "withdrawn", assessment.Id, assessment.WithdrawnReason);
        await db.SaveChangesAsync(ct);
    });
}
