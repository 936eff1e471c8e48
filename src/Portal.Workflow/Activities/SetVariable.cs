using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Gives a variable a value, converted to the variable's type.</summary>
internal sealed class SetVariable : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var variable = context.Node.Variable ?? throw new ActivityFailed("SetVariable names no variable.");
        context.Scope.Set(variable.Id, context.Input("value"));
        context.Complete();
    }
}
