using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>Why a step failed.</summary>
/// <param name="Message">In one sentence.</param>
/// <param name="Detail">The exception with its stack.</param>
/// <param name="Inputs">What the step was asked to do, as JSON.</param>
public sealed record StepFailure(string Message, string Detail, string Inputs);

/// <summary>
/// The steps that failed in the present act, so that the act can be run again without them. The engine counts its ids, so a step has the same
/// one each time the act is run on the same state.
/// </summary>
public sealed class StepFailures
{
    private readonly Dictionary<(string, string, string), StepFailure> _known = [];

    internal StepFailure? Of(string definitionId, Effect.RunActivity run) => _known.GetValueOrDefault(Key(definitionId, run));

    internal void Remember(string definitionId, Effect.RunActivity run, Exception failure) =>
        _known[Key(definitionId, run)] = new StepFailure(failure.Message, failure.ToString(), run.Inputs.ToJsonString());

    // The number of the execution without the id of the case: a case that is started anew in the second run has another id.
    private static (string, string, string) Key(string definitionId, Effect.RunActivity run) =>
        (definitionId, run.ActivityId, run.ExecutionId[(run.ExecutionId.LastIndexOf('/') + 1)..]);
}
