using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Workflows;

/// <summary>What cases and tasks are about: a self-assessment or a matter.</summary>
internal static class ProcessSubjects
{
    /// <summary>What a case is about.</summary>
    public static async Task<IProcessSubject> SubjectOfAsync(this PortalDbContext db, WorkflowInstance instance, CancellationToken ct) =>
        instance is { MatterId: { } matter }
            ? await db.Matters.SingleAsync(m => m.Id == matter, ct)
            : await db.SelfAssessments.SingleAsync(a => a.Id == instance.SelfAssessmentId, ct);

    /// <summary>The tasks of a self-assessment or a matter.</summary>
    public static IQueryable<PostTask> Of(this IQueryable<PostTask> tasks, IProcessSubject subject) => subject switch
    {
        SelfAssessment assessment => tasks.Where(t => t.SelfAssessmentId == assessment.Id),
        Matter matter => tasks.Where(t => t.MatterId == matter.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    /// <summary>The cases of a self-assessment or a matter.</summary>
    public static IQueryable<WorkflowInstance> Of(this IQueryable<WorkflowInstance> cases, IProcessSubject subject) => subject switch
    {
        SelfAssessment assessment => cases.Where(c => c.SelfAssessmentId == assessment.Id),
        Matter matter => cases.Where(c => c.MatterId == matter.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };
}
