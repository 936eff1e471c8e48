using System.Text.Json.Nodes;
using Portal.Domain.Common;
using Portal.Domain.Tasks;
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
/// <param name="Subject">What the case is about.</param>
/// <param name="ExecutionId">Which run of the step: unique among all cases, and the same when the act is run again.</param>
/// <param name="Inputs">The evaluated inputs by camel-case name.</param>
public sealed record ActivityRun(WorkflowInstance Instance, IProcessSubject Subject, string ExecutionId, JsonObject Inputs)
{
    /// <summary>What the case is about, for a step that makes sense in one kind of case only.</summary>
    /// <exception cref="RuleBroken">It is about something else.</exception>
    public T About<T>() where T : class, IProcessSubject => Subject as T
        ?? throw new RuleBroken("workflow.other-subject", $"This step is for a process about another kind of thing: it needs a {typeof(T).Name}.");
}

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
    public sealed record Waits(string For, DateTime? Until = null) : ActivityResult
    {
        /// <summary>What is to be known of the wait, kept beside it.</summary>
        public JsonObject? Payload { get; init; }
    }
}
