using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fluid;
using Fluid.Values;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>Liquid templates over <c>Variables</c>, <c>Input</c> and the identity of the instance.</summary>
internal static class Liquid
{
    private static readonly FluidParser Parser = new();
    private static readonly Parsed<(IFluidTemplate? Template, string? Fault)> Templates =
        new(text => Parser.TryParse(text, out var template, out var error) ? (template, null) : (null, error));

    /// <summary>The reason why the template cannot be parsed, or null.</summary>
    public static string? Fault(string template) => Templates.Of(template).Fault;

    /// <summary>The syntax tree of the template; null when it cannot be parsed.</summary>
    public static IFluidTemplate? Tree(string template) => Templates.Of(template).Template;

    /// <exception cref="ExpressionFailed">The template cannot be parsed or rendered.</exception>
    public static JsonNode Evaluate(string template, VariableScope scope)
    {
        var (parsed, error) = Templates.Of(template);
        if (parsed is null)
        {
            throw new ExpressionFailed("The Liquid text cannot be read: " + error);
        }

        var now = new DateTimeOffset(DateTime.SpecifyKind(scope.Burst.At, DateTimeKind.Utc));
        var options = new TemplateOptions
        {
            MaxSteps = 100_000,
            MaxRecursion = 50,
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            Now = () => now,
        };
        try
        {
            return JsonValue.Create(parsed.Render(Context(scope, options)));
        }
#pragma warning disable CA1031 // A template of a definition must never take the instance down: whatever it throws becomes an incident.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new ExpressionFailed(failure.Message, failure);
        }
    }

    private static TemplateContext Context(VariableScope scope, TemplateOptions options)
    {
        var context = new TemplateContext(options);
        var data = scope.Burst.Data;
        context.SetValue("Variables", Dictionary(scope.Visible().Select(v => KeyValuePair.Create(v.Name, scope.TryGet(v.Id, out var value) ? value : null)), options));
        context.SetValue("Input", Dictionary(scope.Inputs().Concat(scope.Burst.Current.Input), options));
        context.SetValue("CorrelationId", data.CorrelationId);
        context.SetValue("WorkflowInstanceId", data.InstanceId);
        context.SetValue("WorkflowDefinitionId", data.DefinitionId);
        context.SetValue("WorkflowDefinitionVersion", data.Version);
        return context;
    }

    private static FluidValue Dictionary(IEnumerable<KeyValuePair<string, JsonNode?>> values, TemplateOptions options)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            plain[name] = Plain(value);
        }

        return FluidValue.Create(plain, options);
    }

    private static object? Plain(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => list.Select(Plain).ToList(),
        JsonObject members => members.ToDictionary(m => m.Key, m => Plain(m.Value), StringComparer.Ordinal),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => Number(value.ToJsonString()),
            JsonValueKind.True => true,
            _ => false,
        },
    };

    /// <summary>A number; as text if it is one that templates cannot count with.</summary>
    private static object Number(string written) =>
        decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : written;
}
