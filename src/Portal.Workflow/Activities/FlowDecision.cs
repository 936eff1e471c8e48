using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Goes True or False; no condition, or one without a value, is False.</summary>
internal sealed class FlowDecision : ActivityBehaviour
{
    public override void Start(ActivityContext context) => context.Complete(context.Truth("condition") ? "True" : "False");
}
