using System.Text.Json.Nodes;
using Acornima;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>
/// JavaScript expressions, in a closed room: no access to the host, limited in time, memory, statements and recursion; the time is that of the
/// signal, random numbers and ids stem from the state.
/// </summary>
internal static class JavaScript
{
    private static readonly ScriptPreparationOptions Preparation = new() { ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true } };
    private static readonly Parsed<Prepared<Script>> Scripts = new(script => Jint.Engine.PrepareScript(script, options: Preparation));
    private static readonly Parsed<bool> Modest = new(script => JavaScriptMentions.IsModest(Scripts.Of(script).Program!));

    /// <summary>The reason why the script cannot be parsed, or null.</summary>
    public static string? Fault(string script)
    {
        try
        {
            Scripts.Of(script);
            return null;
        }
        catch (ScriptPreparationException unreadable)
        {
            return unreadable.InnerException?.Message ?? unreadable.Message;
        }
        catch (ParseErrorException unreadable)
        {
            return unreadable.Message;
        }
    }

    /// <summary>The syntax tree of the script; null when it cannot be parsed.</summary>
    public static Script? Tree(string script) => Fault(script) is null ? Scripts.Of(script).Program : null;

    /// <exception cref="ExpressionFailed">The script throws, cannot be parsed or breaks a limit.</exception>
    public static JsonNode? Evaluate(string script, VariableScope scope, List<string>? outcomes = null)
    {
        try
        {
            using var engine = new Jint.Engine(options => Limit(options, scope.Burst.At));
            var variables = new JavaScriptVariables(engine, scope);
            JavaScriptLibrary.Install(engine, scope, variables, outcomes);
            if (!Modest.Of(script))
            {
                JavaScriptLimits.Install(engine);
            }

            var result = ToJson(engine, engine.Evaluate(Scripts.Of(script)));
            variables.WriteBack();
            return result;
        }
#pragma warning disable CA1031 // A script of a definition must never take the instance down: whatever it throws becomes an incident.
        catch (Exception failure) when (failure is not ActivityFailed)
#pragma warning restore CA1031
        {
            throw new ExpressionFailed(failure.Message, failure);
        }
    }

    public static JsValue FromJson(Jint.Engine engine, JsonNode? value) =>
        value is null ? JsValue.Null : new JsonParser(engine).Parse(value.ToJsonString(StateJson.Options));

    /// <exception cref="ExpressionFailed">The value is larger than may be.</exception>
    public static JsonNode? ToJson(Jint.Engine engine, JsValue value)
    {
        JavaScriptLimits.Check(value);
        var text = new JsonSerializer(engine).Serialize(value);
        return text.IsString() ? JsonNode.Parse(text.AsString()) : null;
    }

    private static void Limit(Options options, DateTime now)
    {
        options.TimeoutInterval(JavaScriptLimits.MostTime).LimitMemory(JavaScriptLimits.MostBytes).MaxStatements(100_000).LimitRecursion(64).DisableStringCompilation();
        options.Constraints.RegexTimeout = JavaScriptLimits.MostTime;
        options.Constraints.MaxArraySize = 1_000_000;
        options.Constraints.StackOverflowGuard = true; // without it what calls itself deeply enough ends the process
        options.Interop.Enabled = false;
        options.Culture = System.Globalization.CultureInfo.InvariantCulture;
        options.TimeZone = TimeZoneInfo.Utc;
        options.TimeSystem = new SignalTime(now);
    }
}
