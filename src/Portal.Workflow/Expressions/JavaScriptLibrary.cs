using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>The functions a script may call.</summary>
internal static class JavaScriptLibrary
{
    /// <summary>The functions that are there whatever variables and inputs a definition has, among those whose names begin as theirs do.</summary>
    public static IReadOnlySet<string> Accessors { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "getInput", "getVariable", "setVariable", "getOutputFrom", "getLastResult", "getCorrelationId", "setCorrelationId", "getWorkflowInstanceId",
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersion", "getWorkflowDefinitionVersionId", "getWorkflowInstanceName", "setWorkflowInstanceName",
        "getGuidString", "getShortGuid", "setOutcome", "setOutcomes",
    };

    private static readonly HashSet<string> Helpers = new(StringComparer.Ordinal)
    {
        "toJson", "isNullOrEmpty", "isNullOrWhiteSpace", "newGuid", "newGuidString", "newShortGuid", "parseGuid", "stringToBase64", "stringFromBase64",
    };

    /// <summary>True for a name under which a script finds a function of ours, unless it gave that name to something else.</summary>
    public static bool IsOfLibrary(string name) => Accessors.Contains(name) || Helpers.Contains(name) || name is ['g' or 's', 'e', 't', >= 'A' and <= 'Z', ..];

    public static void Install(Jint.Engine engine, VariableScope scope, JavaScriptVariables variables, List<string>? outcomes)
    {
        var data = scope.Burst.Data;
        Add(engine, "getInput", a => JavaScript.FromJson(engine, ExpressionEvaluator.Input(scope, Text(a, 0))));
        Add(engine, "getVariable", a => variables.Get(Text(a, 0)));
        Add(engine, "setVariable", a => variables.Set(Text(a, 0), At(a, 1)));
        Add(engine, "getOutputFrom", a => JavaScript.FromJson(engine, Output(scope, Text(a, 0), a.Length > 1 ? Text(a, 1) : "Result")));
        Add(engine, "getLastResult", _ => JavaScript.FromJson(engine, scope.Burst.Current.LastResult));
        Add(engine, "getCorrelationId", _ => Optional(data.CorrelationId));
        Add(engine, "setCorrelationId", a =>
        {
            data.CorrelationId = At(a, 0).IsNull() || At(a, 0).IsUndefined() ? null : Text(a, 0);
            return JsValue.Undefined;
        });
        Add(engine, "getWorkflowInstanceId", _ => data.InstanceId);
        Add(engine, "getWorkflowDefinitionId", _ => data.DefinitionId);
        Add(engine, "getWorkflowDefinitionVersion", _ => data.Version);
        Add(engine, "getWorkflowDefinitionVersionId", _ => scope.Burst.Definition.Id);
        Add(engine, "getWorkflowInstanceName", _ => Optional(data.Name));
        Add(engine, "setWorkflowInstanceName", a =>
        {
            data.Name = Nothing(At(a, 0)) ? null : Text(a, 0);
            return JsValue.Undefined;
        });
        Add(engine, "toJson", a => JavaScript.ToJson(engine, At(a, 0))?.ToJsonString(StateJson.Options) ?? "null");
        Add(engine, "isNullOrEmpty", a => Nothing(At(a, 0)) || Text(a, 0).Length == 0);
        Add(engine, "isNullOrWhiteSpace", a => Nothing(At(a, 0)) || string.IsNullOrWhiteSpace(Text(a, 0)));
        foreach (var name in new[] { "newGuid", "newGuidString", "getGuidString" })
        {
            Add(engine, name, _ => NewGuid(data).ToString());
        }

        foreach (var name in new[] { "newShortGuid", "getShortGuid" })
        {
            Add(engine, name, _ => Short(NewGuid(data)));
        }

        Add(engine, "parseGuid", a => Guid.Parse(Text(a, 0)).ToString());
        Add(engine, "stringToBase64", a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0))));
        Add(engine, "stringFromBase64", a => Encoding.UTF8.GetString(Convert.FromBase64String(Text(a, 0))));
        if (outcomes is not null)
        {
            Add(engine, "setOutcome", a => Name(outcomes, [At(a, 0)]));
            Add(engine, "setOutcomes", a => Name(outcomes, At(a, 0).IsArray() ? [.. At(a, 0).AsArray()] : [At(a, 0)]));
        }

        Seed(engine, data);
        foreach (var input in scope.DeclaredInputs())
        {
            Add(engine, "get" + Names.Pascal(input.Name), _ => JavaScript.FromJson(engine, ExpressionEvaluator.Input(scope, input.Name)));
        }

        foreach (var (name, (activity, output)) in scope.Burst.Definition.OutputFunctions)
        {
            Add(engine, name, _ => JavaScript.FromJson(engine, Output(scope, activity, output)));
        }

        foreach (var name in variables.Names)
        {
            Add(engine, "get" + Names.Pascal(name), _ => variables.Get(name));
            Add(engine, "set" + Names.Pascal(name), a => variables.Set(name, At(a, 0)));
        }
    }

    private static void Add(Jint.Engine engine, string name, Func<JsValue[], JsValue> function) =>
        engine.SetValue(name, Function(engine, name, function));

    private static ClrFunction Function(Jint.Engine engine, string name, Func<JsValue[], JsValue> function) =>
        new(engine, name, (_, arguments) => function([.. arguments]));

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string Text(JsValue[] arguments, int index) => At(arguments, index).ToString();

    private static JsValue Optional(string? text) => text is null ? JsValue.Null : text;

    private static bool Nothing(JsValue value) => value.IsNull() || value.IsUndefined();

    private static JsValue Name(List<string> outcomes, IEnumerable<JsValue> named)
    {
        outcomes.Clear();
        outcomes.AddRange(named.Select(n => n.ToString()));
        return JsValue.Undefined;
    }

    private static System.Text.Json.Nodes.JsonNode? Output(VariableScope scope, string activity, string name)
    {
        var outputs = scope.Burst.Current.Outputs;
        var id = outputs.ContainsKey(activity) ? activity : scope.Burst.Definition.Activities.FirstOrDefault(a => a.Name == activity)?.Id;
        return id is not null && outputs.TryGetValue(id, out var values)
            ? values.FirstOrDefault(v => string.Equals(v.Key, name, StringComparison.OrdinalIgnoreCase)).Value
            : null;
    }

    private static Guid NewGuid(StateData data) => new(Derived(data).AsSpan(0, 16));

    /// <summary>22 characters that may stand in an address.</summary>
    private static string Short(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    /// <summary>Bytes that are new each time and the same on replay.</summary>
    private static byte[] Derived(StateData data) => SHA256.HashData(Encoding.UTF8.GetBytes(Identity.Next(data, 'g')));

    private static void Seed(Jint.Engine engine, StateData data)
    {
        var state = 0UL;
        engine.GetValue("Math").AsObject().Set("random", Function(engine, "random", _ =>
        {
            if (state == 0)
            {
                state = BitConverter.ToUInt64(Derived(data)) | 1;
            }

            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) * (1.0 / (1UL << 53));
        }));
    }
}
