using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>What an activity type does. Stateless: all it remembers is in the execution.</summary>
internal abstract class ActivityBehaviour
{
    /// <summary>The activity begins (or is run again after an incident).</summary>
    public abstract void Start(ActivityContext context);

    /// <summary>A bookmark of the activity was used.</summary>
    public virtual void Resumed(ActivityContext context, Bookmark bookmark) => context.Complete();

    /// <summary>An activity inside has completed. A container that has only one thing inside ends with it.</summary>
    public virtual void ChildCompleted(ActivityContext context, Ended child) => context.Complete();

    /// <summary>An activity inside was cancelled. A container that cannot go on without it is cancelled as well.</summary>
    public virtual void ChildCancelled(ActivityContext context, Ended child) => context.Burst.Cancel(context.Execution, tellContainer: true);
}
