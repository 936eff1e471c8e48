using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Portal.Workflow.Engine;

namespace Portal.Workflow.Expressions;

/// <summary>
/// The variables of a script: copied in as the object <c>variables</c>, copied back when the script has ended without fault.
/// </summary>
internal sealed class JavaScriptVariables
{
    private readonly Jint.Engine _engine;
    private readonly VariableScope _scope;
    private readonly ObjectInstance _copies;
    private readonly Dictionary<string, (string Id, string Before)> _known = new(StringComparer.Ordinal);

    public JavaScriptVariables(Jint.Engine engine, VariableScope scope)
    {
        _engine = engine;
        _scope = scope;
        _copies = new JsObject(engine);
        foreach (var (name, id, typeName) in scope.Visible())
        {
            scope.TryGet(id, out var value);
            _copies.Set(name, Enter(value, typeName));
            _known[name] = (id, Text(_copies.Get(name)));
        }

        engine.SetValue("variables", _copies);
    }

    public IEnumerable<string> Names => _known.Keys;

    public JsValue Get(string name) => _copies.Get(name);

    public JsValue Set(string name, JsValue value)
    {
        if (!_known.ContainsKey(name))
        {
            throw new ExpressionFailed($"No variable '{name}' is in scope.");
        }

        _copies.Set(name, value);
        return value;
    }

    public void WriteBack()
    {
        foreach (var (name, (id, before)) in _known)
        {
            var value = _copies.Get(name);
            if (Text(value) != before)
            {
                _scope.Set(id, JavaScript.ToJson(_engine, value));
            }
        }
    }

    private string Text(JsValue value) => JavaScript.ToJson(_engine, value)?.ToJsonString(StateJson.Options) ?? "null";

    private JsValue Enter(JsonNode? value, string typeName)
    {
        var entered = JavaScript.FromJson(_engine, value);
        return typeName is "DateTime" or "DateTimeOffset" && entered.IsString() ? _engine.Construct("Date", entered) : entered;
    }
}
