using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Engine;

/// <summary>The variables an execution sees: its own containers', innermost first, then the workflow's.</summary>
internal sealed class VariableScope(Burst burst, Execution execution)
{
    public Burst Burst => burst;

    public static Dictionary<string, JsonNode?> Defaults(IEnumerable<VariableDefinition> variables) =>
        variables.ToDictionary(v => v.Id, Default, StringComparer.Ordinal);

    public static JsonNode? Default(VariableDefinition variable)
    {
        if (variable.Value is not { Length: > 0 } text)
        {
            return null;
        }

        return ValueConversion.TryConvert(JsonValue.Create(text), variable.FullType, out var value) ? value : null;
    }

    /// <summary>At the end of a burst, variables without the instance storage driver go back to their initial values.</summary>
    public static void ForgetUnstored(WorkflowDefinition definition, StateData data)
    {
        Forget(definition.Variables, data.Variables);
        foreach (var execution in data.Executions.Where(e => e.Variables is not null))
        {
            Forget(definition.Find(execution.NodeId)?.Variables ?? [], execution.Variables!);
        }
    }

    /// <summary>Names in sight, with id and type; the innermost of a name wins.</summary>
    public IEnumerable<(string Name, string Id, string TypeName)> Visible()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (variables, declared, iteration) in Layers())
        {
            foreach (var name in iteration.Where(variables.ContainsKey).Where(seen.Add))
            {
                yield return (name, name, "Object");
            }

            foreach (var variable in declared.Where(v => seen.Add(v.Name)))
            {
                yield return (variable.Name, variable.Id, variable.FullType);
            }
        }
    }

    /// <summary>The activity that stands for the definition the execution belongs to; null in the outermost one.</summary>
    public Execution? UsedDefinition()
    {
        var level = execution;
        while (level is not null && (level.Inputs is null || ReferenceEquals(level, execution)))
        {
            level = burst.Find(level.ParentId);
        }

        return level;
    }

    /// <summary>Inputs the definition the execution belongs to was given.</summary>
    public JsonObject Inputs() => UsedDefinition()?.Inputs ?? burst.Data.Input;

    /// <summary>Inputs that definition declares.</summary>
    public IReadOnlyList<ArgumentDefinition> DeclaredInputs() => UsedDefinition() is { } user
        ? burst.Node(user).Embedded?.Definition.Inputs ?? []
        : burst.Definition.Inputs;

    public bool TryGet(string id, out JsonNode? value)
    {
        foreach (var (variables, _, _) in Layers())
        {
            if (variables.TryGetValue(id, out var found))
            {
                value = found?.DeepClone();
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Sets a variable, converted to its type.</summary>
    /// <exception cref="ActivityFailed">No such variable is in sight, or the value does not fit.</exception>
    public void Set(string id, JsonNode? value)
    {
        foreach (var (variables, declared, _) in Layers())
        {
            if (!variables.ContainsKey(id))
            {
                continue;
            }

            var type = declared.FirstOrDefault(v => v.Id == id)?.FullType ?? "Object";
            if (!ValueConversion.TryConvert(value, type, out var converted))
            {
                throw new ActivityFailed($"The value does not fit variable '{id}' of type {type}.");
            }

            variables[id] = converted?.DeepClone();
            return;
        }

        throw new ActivityFailed($"No variable '{id}' is in scope.");
    }

    private static void Forget(IEnumerable<VariableDefinition> declared, Dictionary<string, JsonNode?> values)
    {
        foreach (var variable in declared.Where(v => !v.IsStored))
        {
            values[variable.Id] = Default(variable);
        }
    }

    private IEnumerable<(Dictionary<string, JsonNode?> Variables, IReadOnlyList<VariableDefinition> Declared, IReadOnlyList<string> Iteration)> Layers()
    {
        for (var level = execution; level is not null; level = burst.Find(level.ParentId))
        {
            if (level.Variables is { } variables)
            {
                yield return (variables, burst.Definition.Find(level.NodeId)?.Variables ?? [], level.Iteration ?? []);
            }
        }

        yield return (burst.Data.Variables, burst.Definition.Variables, []);
    }
}
