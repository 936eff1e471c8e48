using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Variables: declared once, of a type that is known, in sight where they are used.</summary>
internal static class VariableRules
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        CheckDeclared(definition.Variables, "$.variables", source);
        Visit(definition.Root, definition.Variables.Select(v => v.Id).ToHashSet(StringComparer.Ordinal), definition, source);
    }

    private static void Visit(ActivityNode activity, HashSet<string> outer, WorkflowDefinition definition, DefinitionSource source)
    {
        CheckDeclared(activity.Variables, activity.Path + ".variables", source);
        var inSight = activity.Variables.Count == 0 ? outer : outer.Concat(activity.Variables.Select(v => v.Id)).ToHashSet(StringComparer.Ordinal);
        if (activity.Variable is { } written)
        {
            Require(written.Id, inSight, activity.Path + ".variable", source);
        }
        else if (activity.Type == "Elsa.SetVariable")
        {
            source.Refuse(activity.Path + ".variable", "SetVariable names no variable.");
        }

        foreach (var output in activity.Outputs.Values)
        {
            Require(output.VariableId, inSight, output.Path, source);
        }

        foreach (var (expression, path) in ActivityRules.Expressions(activity))
        {
            if (expression.Type == "Variable")
            {
                Require(ExpressionEvaluator.Reference(expression.Value, "id"), inSight, path, source);
            }
            else if (expression.Type == "Input")
            {
                CheckInput(ExpressionEvaluator.Reference(expression.Value, "name"), path, definition, source);
            }
        }

        foreach (var child in activity.Children)
        {
            Visit(child, inSight, definition, source);
        }
    }

    private static void CheckInput(string name, string path, WorkflowDefinition definition, DefinitionSource source)
    {
        if (!definition.Inputs.Any(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            source.Warn(path, $"The workflow declares no input '{name}'.");
        }
    }

    private static void Require(string id, HashSet<string> inSight, string path, DefinitionSource source)
    {
        if (!inSight.Contains(id) && id is not ("CurrentValue" or "CurrentIndex"))
        {
            source.Refuse(path, $"No variable with the id '{id}' is in sight here.");
        }
    }

    private static void CheckDeclared(IReadOnlyList<VariableDefinition> variables, string path, DefinitionSource source)
    {
        var (ids, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            if (!ids.Add(variable.Id) | !names.Add(variable.Name))
            {
                source.Refuse($"{path}[{i}]", $"The variable '{variable.Name}' ({variable.Id}) is declared twice.");
            }

            if (!ValueConversion.IsKnown(variable.TypeName))
            {
                source.Refuse($"{path}[{i}].typeName", $"The type '{variable.TypeName}' is not known.");
            }
            else if (variable.Value is { Length: > 0 } text && !ValueConversion.TryConvert(text, variable.FullType, out _))
            {
                source.Refuse($"{path}[{i}].value", $"'{text}' is no {variable.FullType}.");
            }

            if (!variable.IsStored)
            {
                source.Warn($"{path}[{i}]", $"The variable '{variable.Name}' has no instance storage driver: its value is lost at the first wait.");
            }
        }
    }
}
