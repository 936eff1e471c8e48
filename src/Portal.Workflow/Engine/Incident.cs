namespace Portal.Workflow.Engine;

/// <summary>A failed activity that waits for retry, skip or the end of its branch.</summary>
/// <param name="Id">Id, unique over all instances.</param>
/// <param name="ActivityId">Activity that failed.</param>
/// <param name="ExecutionId">Which execution of it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Message">What failed.</param>
/// <param name="Detail">Cause, for whoever mends it.</param>
/// <param name="At">When (UTC).</param>
public sealed record Incident(string Id, string ActivityId, string ExecutionId, string Type, string Message, string? Detail, DateTime At);
