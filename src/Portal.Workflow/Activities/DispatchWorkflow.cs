using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>
/// Starts another workflow and, if asked to, waits for its end. The host starts the child and resumes the bookmark with the inputs "output" (the
/// child's outputs) and "subStatus" (how it ended); a child that did not finish is an incident of the parent.
/// </summary>
internal sealed class DispatchWorkflow(bool alwaysWaits) : ActivityBehaviour
{
    public const string ChildInstanceId = "ChildInstanceId";

    public override void Start(ActivityContext context)
    {
        var definitionId = context.Text("workflowDefinitionId") ?? throw new ActivityFailed("No workflow is named.");
        var waits = alwaysWaits || context.Truth("waitForCompletion");
        var input = context.Input("input", "ObjectDictionary") as JsonObject ?? [];
        var correlationId = context.Text("correlationId");
        var childId = Identity.NextChild(context.Burst.Data);
        context.Burst.Emit(new Effect.StartChild(context.Execution.Id, childId, definitionId, correlationId, input, waits));
        if (waits)
        {
            context.Wait(context.Node.Type, new JsonObject { [ChildInstanceId] = childId });
        }
        else
        {
            context.Complete();
        }
    }

    public override void Resumed(ActivityContext context, Bookmark bookmark)
    {
        if (context.BurstInput("subStatus")?.ToString() is { } end && end != nameof(SubStatus.Finished))
        {
            throw new ActivityFailed($"The workflow it waited for ended as {end}.", bookmark.Payload);
        }

        context.SetOutput("result", context.BurstInput("output"));
        context.Complete();
    }
}
