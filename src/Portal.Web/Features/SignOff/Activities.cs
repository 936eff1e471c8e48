using Portal.Domain.SelfAssessments;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.Web.Features.SignOff;

/// <summary><c>Portal.FreezeVersion</c>: freezes the text for signature.</summary>
public sealed class FreezeVersionActivity(FreezeVersion freeze) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.FreezeVersion", ActivityKind.Run) { Outcomes = ["Done"] };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        await freeze.OfAsync(run.About<SelfAssessment>().Id, ct);
        return new ActivityResult.Done();
    }
}

/// <summary><c>Portal.SubmitSelfAssessment</c>: locks the signed version and sends the receipts.</summary>
public sealed class SubmitSelfAssessmentActivity(SubmitSelfAssessment submit) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.SubmitSelfAssessment", ActivityKind.Run) { Outcomes = ["Done"] };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        await submit.OfAsync(run.About<SelfAssessment>().Id, ct);
        return new ActivityResult.Done();
    }
}
