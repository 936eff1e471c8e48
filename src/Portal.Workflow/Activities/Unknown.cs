using Portal.Workflow.Engine;

namespace Portal.Workflow.Activities;

/// <summary>A type the engine was not given; the reader refuses it, so only a mismatch of catalogues leads here.</summary>
internal sealed class Unknown : ActivityBehaviour
{
    public static Unknown Instance { get; } = new();

    public override void Start(ActivityContext context) => throw new ActivityFailed($"The activity type '{context.Node.Type}' is not known.");
}
