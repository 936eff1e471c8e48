namespace Portal.Workflow.Engine;

/// <summary>An activity at which an instance stands.</summary>
/// <param name="NodeId">Where it stands in the definition.</param>
/// <param name="HasFailed">True if it awaits a decision about its incident.</param>
public sealed record OpenNode(string NodeId, bool HasFailed);
