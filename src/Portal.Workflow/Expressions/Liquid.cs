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
    private static readonly TemplateOptions Options = LiquidLimits.Options(o =>
    {
        o.MaxRecursion = 50;
        o.CultureInfo = CultureInfo.InvariantCulture;
        o.TimeZone = TimeZoneInfo.Utc;
    });

    private static readonly Parsed<(IFluidTemplate? Template, IFluidTemplate? Limited, string? Fault)> Templates =
        new(text => Parser.TryParse(text, out var template, out var error) ? (template, LiquidLimits.On(template), null) : (null, null, error));

    /// <summary>The reason why the template cannot be parsed, or null.</summary>
    public static string? Fault(string template) => Templates.Of(template).Fault;

    /// <summary>The syntax tree of the template; null when it cannot be parsed.</summary>
    public static IFluidTemplate? Tree(string template) => Templates.Of(template).Template;

    /// <exception cref="ExpressionFailed">The template cannot be parsed or rendered, or takes more than it may.</exception>
    public static JsonNode Evaluate(string template, VariableScope scope)
    {
        var (_, limited, error) = Templates.Of(template);
        if (limited is null)
        {
            throw new ExpressionFailed("The Liquid text cannot be read: " + error);
        }

        try
        {
            var context = Context(scope);
            LiquidLimits.Begin(context);
            return JsonValue.Create(limited.Render(context));
        }
#pragma warning disable CA1031 // A template of a definition must never take the instance down: whatever it throws becomes an incident.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new ExpressionFailed(failure.Message, failure);
        }
    }

    private static TemplateContext Context(VariableScope scope)
    {
        var now = new DateTimeOffset(DateTime.SpecifyKind(scope.Burst.At, DateTimeKind.Utc));
        var context = new TemplateContext(Options) { Now = () => now };
        var data = scope.Burst.Data;
        context.SetValue("Variables", Dictionary(scope.Visible().Select(v => KeyValuePair.Create(v.Name, scope.TryGet(v.Id, out var value) ? value : null))));
        context.SetValue("Input", Dictionary(scope.Inputs().Concat(scope.Burst.Current.Input)));
        context.SetValue("CorrelationId", data.CorrelationId);
        context.SetValue("WorkflowInstanceId", data.InstanceId);
        context.SetValue("WorkflowDefinitionId", data.DefinitionId);
        context.SetValue("WorkflowDefinitionVersion", data.Version);
        return context;
    }

    private static FluidValue Dictionary(IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            plain[name] = Plain(value);
        }

        return FluidValue.Create(plain, Options);
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
