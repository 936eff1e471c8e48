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

    internal StepFailure? Of(string caseKey, Effect.RunActivity run) => _known.GetValueOrDefault(Key(caseKey, run));

    internal void Remember(string caseKey, Effect.RunActivity run, Exception failure) =>
        _known[Key(caseKey, run)] = new StepFailure(failure.Message, failure.ToString(), run.Inputs.ToJsonString());

    // The number of the execution without the id of the case, which the key of the case stands for.
    private static (string, string, string) Key(string caseKey, Effect.RunActivity run) =>
        (caseKey, run.ActivityId, run.ExecutionId[(run.ExecutionId.LastIndexOf('/') + 1)..]);
}
