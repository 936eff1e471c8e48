using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>A case as its rows tell it: what it follows and how it stands, or why that cannot be used.</summary>
/// <param name="Definition">Null where it cannot be read.</param>
/// <param name="State">Null where it cannot be read.</param>
/// <param name="Trouble">Why it cannot be used; null when it can.</param>
internal sealed record CaseReading(WorkflowDefinition? Definition, WorkflowState? State, string? Trouble)
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Definition), nameof(State))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Trouble))]
    public bool IsUsable => Trouble is null;

    public static async Task<CaseReading> OfAsync(WorkflowInstance instance, DefinitionLibrary library, CancellationToken ct)
    {
        if (await library.FindReadableAsync(instance.DefinitionId, instance.DefinitionVersion, ct) is not { } definition)
        {
            return new CaseReading(null, null, $"Version {instance.DefinitionVersion} of {instance.DefinitionId}, which it follows, is not published or cannot be read.");
        }

        try
        {
            var state = WorkflowState.Parse(instance.State);
            return new CaseReading(definition, state, state.ContentHash == definition.ContentHash ? null : OtherContent(instance));
        }
        catch (StateNotUnderstood unreadable)
        {
            return new CaseReading(definition, null, unreadable.Message);
        }
    }

    internal static string OtherContent(WorkflowInstance instance) =>
        $"Its state belongs to other content of {instance.DefinitionId} version {instance.DefinitionVersion} than the one published.";
}
