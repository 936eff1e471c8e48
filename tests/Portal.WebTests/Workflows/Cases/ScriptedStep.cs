using System.Collections.Concurrent;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>What a test wants the steps of its process to do, and which were carried out.</summary>
public sealed class StepScript
{
    public ConcurrentQueue<string> Ran { get; } = [];

    /// <summary>By the step's words; a step without one is done at once.</summary>
    public Func<string, IServiceProvider, ActivityResult> Does { get; set; } = (_, _) => new ActivityResult.Done();
}

/// <summary><c>Portal.Scripted</c>: a step whose work the test decides. Its input "words" tells steps apart.</summary>
public sealed class ScriptedStep(StepScript script, IServiceProvider services) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.Scripted", ActivityKind.Run) { Inputs = [new("words", "String")], Outcomes = ["Done", "Other"] };

    public Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var words = run.Inputs["words"]?.GetValue<string>() ?? "";
        script.Ran.Enqueue(words);
        return Task.FromResult(script.Does(words, services));
    }
}
