using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Engine;

/// <summary>An activity that ended, as its container sees it.</summary>
internal sealed record Ended(ActivityNode Node, Execution Execution, IReadOnlyList<string> Outcomes);

/// <summary>What a behaviour may see and do on behalf of one execution of its activity.</summary>
internal sealed class ActivityContext(Burst burst, Execution execution, ActivityNode node)
{
    public ActivityNode Node => node;

    public Execution Execution => execution;

    public Burst Burst => burst;

    public DateTime At => burst.At;

    public JsonObject Notes => execution.Notes ??= [];

    public VariableScope Scope => new(burst, execution);

    /// <summary>Value of an input, converted to its type; null if it is not given.</summary>
    /// <exception cref="ActivityFailed">The expression fails or does not fit the type.</exception>
    public JsonNode? Input(string name, string? typeName = null)
    {
        if (!node.Inputs.TryGetValue(name, out var binding))
        {
            return null;
        }

        try
        {
            return ExpressionEvaluator.Evaluate(binding.Expression, typeName ?? binding.TypeName, Scope);
        }
        catch (ExpressionFailed failure)
        {
            throw new ActivityFailed($"Failed to evaluate activity input '{Names.Pascal(name)}'", failure.Message, failure);
        }
    }

    /// <summary>An input as text.</summary>
    public string? Text(string name) => Input(name, "String")?.GetValue<string>();

    /// <summary>An input as truth; null is false.</summary>
    public bool Truth(string name, bool otherwise = false) => node.Inputs.ContainsKey(name) ? Input(name, "Boolean")?.GetValue<bool>() ?? false : otherwise;

    /// <summary>A condition as truth; null is false.</summary>
    public bool Holds(Expression condition, string name)
    {
        try
        {
            return ExpressionEvaluator.Evaluate(condition, "Boolean", Scope)?.GetValue<bool>() ?? false;
        }
        catch (ExpressionFailed failure)
        {
            throw new ActivityFailed($"Failed to evaluate condition '{name}'", failure.Message, failure);
        }
    }

    public void Schedule(ActivityNode child, bool backward = false, Dictionary<string, JsonNode?>? iteration = null) =>
        burst.Schedule(execution, child, backward, iteration);

    public void Complete(params IReadOnlyList<string> outcomes) => burst.Complete(execution, outcomes);

    public void Wait(string name, JsonNode? payload, DateTime? dueAt = null) => burst.AddBookmark(execution, name, payload, dueAt);

    /// <summary>Sets the outputs named, whatever the case of their names.</summary>
    public void SetOutputs(JsonObject outputs)
    {
        foreach (var (name, value) in outputs)
        {
            SetOutput(Names.Camel(name), value);
        }
    }

    public void SetOutput(string name, JsonNode? value)
    {
        var current = burst.Current;
        if (!current.Outputs.TryGetValue(node.Id, out var outputs))
        {
            current.Outputs[node.Id] = outputs = [];
        }

        outputs[Names.Pascal(name)] = value?.DeepClone();
        if (name == "result")
        {
            current.LastResult = value?.DeepClone();
        }

        if (node.Outputs.TryGetValue(name, out var binding))
        {
            Scope.Set(binding.VariableId, value);
        }
    }

    /// <summary>What the burst was set off with, by name in any case; null if there is none.</summary>
    public JsonNode? BurstInput(string name) =>
        burst.Current.Input.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.DeepClone();
}
