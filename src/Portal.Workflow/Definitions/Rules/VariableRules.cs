using Portal.Workflow.Activities;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Variables: declared once, of a type that is known, in sight where they are used, also by the scripts and templates that name them.</summary>
internal static class VariableRules
{
    public static void Check(WorkflowDefinition definition, DefinitionSource source)
    {
        CheckDeclared(definition.Variables, "$.variables", source);
        Visit(definition.Root, new Sight([], []).With(definition.Variables), definition, source);
    }

    private static void Visit(ActivityNode activity, Sight outer, WorkflowDefinition definition, DefinitionSource source)
    {
        CheckDeclared(activity.Variables, activity.Path + ".variables", source);
        var inSight = activity.Variables.Count == 0 ? outer : outer.With(activity.Variables);
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
            else if (expression.Type == "JavaScript" || RunJavaScript.IsScript(activity, expression))
            {
                CheckScript(expression.Text, path, inSight, definition, source);
            }
            else if (expression.Type == "Liquid")
            {
                foreach (var name in LiquidMentions.Of(expression.Text).Where(n => !inSight.Has(n, StringComparison.OrdinalIgnoreCase)))
                {
                    source.RefuseUnlessLenient(path, $"The template names a variable '{name}', which is not in sight here.");
                }
            }
        }

        foreach (var child in activity.Children)
        {
            Visit(child, inSight, definition, source);
        }
    }

    private static void CheckScript(string script, string path, Sight inSight, WorkflowDefinition definition, DefinitionSource source)
    {
        if (JavaScriptMentions.Of(script) is not { } mentions)
        {
            return;
        }

        foreach (var name in mentions.Variables.Where(n => !inSight.Has(n, StringComparison.Ordinal)))
        {
            source.RefuseUnlessLenient(path, $"The script names a variable '{name}', which is not in sight here{inSight.Suggestion(name)}.");
        }

        foreach (var function in mentions.Functions.Where(f => !JavaScriptLibrary.Accessors.Contains(f) && !inSight.Brings(f) && !IsInput(f, definition) && !definition.OutputFunctions.ContainsKey(f)))
        {
            source.RefuseUnlessLenient(path, $"The script calls '{function}', but neither a variable '{function[3..]}' is in sight here nor an input of that name declared, nor does a step of that name give it.");
        }
    }

    private static bool IsInput(string function, WorkflowDefinition definition) =>
        function[0] == 'g' && definition.Inputs.Any(i => string.Equals(Names.Pascal(i.Name), function[3..], StringComparison.Ordinal));

    private static void CheckInput(string name, string path, WorkflowDefinition definition, DefinitionSource source)
    {
        if (!definition.Inputs.Any(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            source.Warn(path, $"The workflow declares no input '{name}'.");
        }
    }

    private static void Require(string id, Sight inSight, string path, DefinitionSource source)
    {
        if (!inSight.Ids.Contains(id) && !Sight.OfLoops.Contains(id))
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

    /// <summary>The variables that are in sight at a place.</summary>
    private sealed record Sight(HashSet<string> Ids, HashSet<string> Names)
    {
        /// <summary>What loops bring; whether one is around is not asked.</summary>
        public static readonly HashSet<string> OfLoops = new(StringComparer.Ordinal) { "CurrentValue", "CurrentIndex" };

        public Sight With(IReadOnlyList<VariableDefinition> declared) => new(
            [.. Ids, .. declared.Select(v => v.Id)],
            [.. Names, .. declared.Select(v => v.Name)]);

        public bool Has(string name, StringComparison comparison) => Names.Contains(name) || OfLoops.Contains(name)
            || (comparison != StringComparison.Ordinal && Names.Any(n => string.Equals(n, name, comparison)));

        public bool Brings(string function) => OfLoops.Contains(function[3..]) || Names.Any(n => string.Equals(Expressions.Names.Pascal(n), function[3..], StringComparison.Ordinal));

        public string Suggestion(string name) =>
            Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) is { } close ? $" (did you mean '{close}'?)" : string.Empty;
    }
}
