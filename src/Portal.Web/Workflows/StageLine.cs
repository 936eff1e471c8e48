using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>One stage of the process as people see it.</summary>
public sealed record Stage(string Name, StageState State);

/// <summary>Whether a stage is over, going on, or still to come.</summary>
public enum StageState
{
    Done,
    Current,
    ToCome,
}

/// <summary>The stages of a process: the parts of the definition's root sequence that have steps of their own, and how far the case has come.</summary>
public static class StageLine
{
    /// <param name="definition">The definition the case runs on.</param>
    /// <param name="completed">Ids of activities that the journal tells have completed.</param>
    /// <param name="started">Ids of activities that the journal tells have started.</param>
    public static IReadOnlyList<Stage> Of(WorkflowDefinition definition, IReadOnlySet<string> started, IReadOnlySet<string> completed) =>
    [
        .. definition.Root.Children.Where(step => step.Children.Any()).Select(stage => new Stage(
            stage.Name ?? stage.Id,
            completed.Contains(stage.Id) ? StageState.Done : started.Contains(stage.Id) ? StageState.Current : StageState.ToCome)),
    ];
}
