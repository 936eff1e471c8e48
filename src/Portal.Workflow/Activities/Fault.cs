using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>Stops its branch with an incident of the definition's making.</summary>
internal sealed class Fault : ActivityBehaviour
{
    public override void Start(ActivityContext context)
    {
        var kind = string.Join('/', new[] { context.Text("category"), context.Text("faultType"), context.Text("code") }.Where(t => !string.IsNullOrEmpty(t)));
        throw new ActivityFailed(context.Text("message") ?? "Fault", kind.Length == 0 ? null : kind);
    }
}
