using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;

namespace Portal.Web.Workflows;

/// <summary>What cases and tasks are about: a self-assessment or a matter.</summary>
internal static class ProcessSubjects
{
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<Found?>>> _wait = new(() => EF.CompileAsyncQuery(
        (PortalDbContext db, string bookmarkId, CancellationToken ct) => db.Set<WorkflowBookmark>().Where(b => b.Id == bookmarkId)
            .Join(db.Set<WorkflowInstance>(), b => b.InstanceId, i => i.Id, (Wait, Instance) => new { Wait, Instance })
            .LeftJoin(db.SelfAssessments, f => f.Instance.SelfAssessmentId, a => a.Id, (f, Assessment) => new { f.Wait, f.Instance, Assessment })
            .LeftJoin(db.Matters, f => f.Instance.MatterId, m => m.Id, (f, matter) => new Found(f.Wait, f.Instance, f.Assessment, matter))
            .FirstOrDefault()));

    /// <summary>What a case is about; asked of the database only where it was not read with the case.</summary>
    public static async Task<IProcessSubject> SubjectOfAsync(this PortalDbContext db, WorkflowInstance instance, CancellationToken ct) =>
        (instance is { MatterId: { } matter } ? await db.Matters.FindAsync([matter], ct) : (IProcessSubject?)await db.SelfAssessments.FindAsync([instance.SelfAssessmentId], ct))
            ?? throw new InvalidOperationException($"What the case {instance.Id} is about is not there.");

    /// <summary>A wait, its case, and what that is about, in one query; null where the wait was used or withdrawn.</summary>
    public static async Task<(WorkflowBookmark Wait, WorkflowInstance Instance)?> FindWaitAsync(this PortalDbContext db, string bookmarkId, CancellationToken ct) =>
        await _wait.Of(db)(db, bookmarkId, ct) is { } found ? (found.Wait, found.Instance) : null;

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

    private sealed record Found(WorkflowBookmark Wait, WorkflowInstance Instance, SelfAssessment? Assessment, Matter? Matter);
}
