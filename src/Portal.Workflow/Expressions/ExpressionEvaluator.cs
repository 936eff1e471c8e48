using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>Evaluates expressions to JSON values of the type asked for.</summary>
internal static class ExpressionEvaluator
{
    /// <exception cref="ExpressionFailed">The expression fails or its value does not fit the type.</exception>
    public static JsonNode? Evaluate(Expression expression, string typeName, VariableScope scope)
    {
        var value = expression.Type switch
        {
            "Literal" => expression.Value.ValueKind == JsonValueKind.String ? expression.Text : Literal(expression.Value),
            "Object" or "Json" => Structure(expression, typeName),
            "Variable" => Variable(expression, scope),
            "Input" => Input(scope, Reference(expression.Value, "name")),
            "JavaScript" => JavaScript.Evaluate(expression.Text, scope),
            "Liquid" => Liquid.Evaluate(expression.Text, scope),
            _ => throw new ExpressionFailed($"The expression syntax '{expression.Type}' is not known."),
        };
        return ValueConversion.TryConvert(value, typeName, out var converted)
            ? converted
            : throw new ExpressionFailed($"The value {value?.ToJsonString(StateJson.Options) ?? "null"} does not fit the type {typeName}.");
    }

    /// <summary>A workflow input: that of the burst if it names it, else that of the start; whatever the case of the name.</summary>
    public static JsonNode? Input(VariableScope scope, string name)
    {
        JsonObject[] sources = [scope.Burst.Current.Input, scope.Inputs()];
        foreach (var inputs in sources)
        {
            if (inputs.TryGetPropertyValue(name, out var value))
            {
                return value?.DeepClone();
            }
        }

        foreach (var inputs in sources)
        {
            var match = inputs.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase));
            if (match.Key is not null)
            {
                return match.Value?.DeepClone();
            }
        }

        return null;
    }

    /// <summary>The named property of a Variable or Input expression; a plain text stands for itself.</summary>
    public static string Reference(JsonElement value, string property) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object when value.TryGetProperty(property, out var named) && named.ValueKind == JsonValueKind.String => named.GetString()!,
        _ => string.Empty,
    };

    private static JsonNode? Variable(Expression expression, VariableScope scope)
    {
        var id = Reference(expression.Value, "id");
        return scope.TryGet(id, out var value) ? value : throw new ExpressionFailed($"No variable '{id}' is in scope.");
    }

    private static JsonNode? Literal(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());

    private static JsonNode? Structure(Expression expression, string typeName)
    {
        if (expression.Value.ValueKind != JsonValueKind.String)
        {
            return Literal(expression.Value);
        }

        if (typeName is "Object" or "String")
        {
            return expression.Text;
        }

        try
        {
            return JsonNode.Parse(expression.Text);
        }
        catch (JsonException unreadable)
        {
            throw new ExpressionFailed("The JSON text cannot be read: " + unreadable.Message, unreadable);
        }
    }
}
