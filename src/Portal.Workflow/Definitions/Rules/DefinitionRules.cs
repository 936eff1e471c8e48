namespace Portal.Workflow.Definitions.Rules;

/// <summary>All that is checked once a definition has been read.</summary>
internal static class DefinitionRules
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        ScopeRules.Check(definition, source);
        VariableRules.Check(definition, source);
        foreach (var activity in definition.Activities)
        {
            ActivityRules.Check(activity, source);
            if (activity.Type == "Elsa.Flowchart")
            {
                FlowchartRules.Check(activity, source);
            }
        }

        if (source.Faults.Count == 0)
        {
            ElsaQuirks.Check(definition, source);
            DeadEnds.Check(definition, source);
        }
    }
}
