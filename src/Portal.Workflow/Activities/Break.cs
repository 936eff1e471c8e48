using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Ends the innermost loop around it, and the containers in between that run things in order or in branches.</summary>
internal sealed class Break : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        for (var level = context.Burst.Find(context.Execution.ParentId); level is not null; level = context.Burst.Find(level.ParentId))
        {
            var type = context.Burst.Node(level).Type;
            level.Breaking = level.Breaking || type is "Elsa.Sequence" or "Elsa.Fork" or "Elsa.For" or "Elsa.ForEach" or "Elsa.While";
            if (type is "Elsa.For" or "Elsa.ForEach" or "Elsa.While")
            {
                break;
            }
        }

        context.Complete();
    }
}
