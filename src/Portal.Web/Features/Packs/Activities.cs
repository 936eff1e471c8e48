using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SelfAssessments;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.Web.Features.Packs;

/// <summary><c>Portal.AssemblePack</c>: asks for the pack of the signed version and waits until the job has made it.</summary>
public sealed class AssemblePackActivity(PortalDbContext db, JobQueue jobs, TimeProvider clock) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.AssemblePack", ActivityKind.Run) { Outcomes = ["Done"], MayWait = true };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var assessment = run.About<SelfAssessment>();
        var version = db.FrozenVersions.Local.FirstOrDefault(v => v.Id == assessment.SubmittedVersionId)
            ?? await db.FrozenVersions.SingleAsync(v => v.Id == assessment.SubmittedVersionId, ct);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        var pack = EvidencePack.Request(version, $"{body} evidence pack {assessment.SubmissionDate:yyyy-MM-dd}.zip", clock.UtcNow());
        db.Packs.Add(pack);
        jobs.Request(AssemblePackJob.Kind, AssemblePackJob.SubjectOf(pack));
        return new ActivityResult.Waits(WaitFor(pack.Id));
    }

    /// <summary>What the process waits for until the pack is complete.</summary>
    internal static string WaitFor(Id<EvidencePack> pack) => $"pack:{pack}";
}

/// <summary><c>Portal.HandOverPack</c>: tells the review teams of the body that its pack has arrived.</summary>
public sealed class HandOverPackActivity(HandOverPack handOver) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.HandOverPack", ActivityKind.Run) { Outcomes = ["Done"] };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        await handOver.OfAsync(run.About<SelfAssessment>().Id, ct);
        return new ActivityResult.Done();
    }
}
