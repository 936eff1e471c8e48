using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>A step of a process that the portal carries out itself: a doorbell that makes one call to one use case.</summary>
/// <remarks>Runs inside the transaction of the step and never saves. While a person acts, a broken rule refuses the whole act; any other failure stops the step as an incident.</remarks>
public interface IWorkflowActivity
{
    /// <summary>Name, inputs, outputs and outcomes as definitions use them.</summary>
    static abstract ActivityType Type { get; }

    /// <summary>Carries the step out.</summary>
    Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct);
}

/// <summary>What a step is asked to do.</summary>
/// <param name="Instance">The case it belongs to.</param>
/// <param name="Inputs">The evaluated inputs by camel-case name.</param>
public sealed record ActivityRun(WorkflowInstance Instance, JsonObject Inputs);

/// <summary>What became of a step.</summary>
public abstract record ActivityResult
{
    private ActivityResult()
    {
    }

    /// <summary>It is done; the process goes on.</summary>
    public sealed record Done(params IReadOnlyList<string> Outcomes) : ActivityResult
    {
        /// <summary>What it gives to the process, by the names of its outputs.</summary>
        public JsonObject? Outputs { get; init; }
    }

    /// <summary>
    /// It goes on elsewhere: the process waits until <see cref="WorkflowRunner.ResumeWaitAsync"/> is called with <paramref name="For"/>, or until
    /// the moment <paramref name="Until"/> (UTC).
    /// </summary>
    public sealed record Waits(string For, DateTime? Until = null) : ActivityResult;
}
