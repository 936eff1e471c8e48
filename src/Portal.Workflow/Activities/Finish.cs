using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Ends the whole instance as finished, whatever is still open.</summary>
internal sealed class Finish : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        context.Burst.Journal(context.Execution, JournalEvent.Completed);
        context.Burst.EndInstance(SubStatus.Finished);
    }
}
