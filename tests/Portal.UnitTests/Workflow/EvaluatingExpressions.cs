using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class EvaluatingExpressions
{
    [Theory]
    [InlineData("new Date().toISOString()", "2030-01-01T00:00:00.000Z")]
    [InlineData("Date.now() - new Date(2030, 0, 1).getTime()", "0")]
    [InlineData("isNullOrEmpty('') && isNullOrWhiteSpace(null) && !isNullOrEmpty('x')", "true")]
    [InlineData("toJson({a: [1, 'x']})", """{"a":[1,"x"]}""")]
    [InlineData("getWorkflowInstanceId() + getCorrelationId() + getWorkflowDefinitionId() + getWorkflowDefinitionVersion()", "Acase-1test1")]
    [InlineData("variables.Doc.list.push(3); return getDoc().list.length", "3")]
    [InlineData("setCount(7); return getCount() + variables.Count + getVariable('Count')", "21")]
    [InlineData("getDue().getUTCFullYear()", "2031")]
    [InlineData("typeof System + typeof require + typeof importNamespace", "undefinedundefinedundefined")]
    [InlineData("setWorkflowInstanceName('Spring'); return getWorkflowInstanceName()", "Spring")]
    [InlineData("newGuidString().length + newShortGuid().length", "58")]
    [InlineData("parseGuid('{6F9619FF-8B86-D011-B42D-00C04FC964FF}')", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("stringFromBase64(stringToBase64('Gwynedd, Môn'))", "Gwynedd, Môn")]
    [InlineData("undefined", "null")]
    [InlineData("0.1 + 0.2 > 0.3", "true")]
    public void JavaScript_sees_the_instance_and_nothing_else(string script, string expected) => Evaluate(script).Record.ShouldBe(expected);

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("(function f() { return f(); })()")]
    [InlineData("let s = 'x'; while (true) { s += s; }")]
    [InlineData("new Array(100000000).fill(0)")]
    [InlineData("eval('1')")]
    [InlineData("throw new Error('no')")]
    [InlineData("setVariable('Nobody', 1)")]
    public void JavaScript_that_runs_wild_becomes_an_incident(string script) =>
        Evaluate(script).State.Incidents.ShouldHaveSingleItem().Message.ShouldBe("Failed to evaluate activity input 'Message'");

    [Fact]
    public void What_a_script_changes_is_kept_and_a_script_that_fails_changes_nothing()
    {
        Evaluate("variables.Doc.list.push(3); return 1").Variables["Doc"]!.ToJsonString().ShouldBe("""{"list":[1,2,3]}""");
        Evaluate("setCount(9); throw new Error('no')").Variables["Count"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void What_a_script_leaves_behind_in_its_room_is_not_there_for_the_next()
    {
        var host = new CaseHost();
        host.Publish(Flows.Definition(Flows.Sequence(
            "seq",
            Flows.Record("a", "globalThis.left = 1; Array.prototype.left = 1; Math.random = () => 4; getInput = () => 5; Object.freeze(Object.prototype); return 'done'"),
            Flows.Record("b", "[typeof left, typeof [].left, Math.random() < 1, getInput('Nobody'), Object.isFrozen(Object.prototype)].join()"))));

        host.Start("A", "test");

        host.Records.Select(r => r["message"]!.ToString()).ShouldBe(["done", "undefined,undefined,true,,false"]);
    }

    [Fact]
    public void What_a_step_with_a_name_gave_is_read_by_a_function_of_that_name()
    {
        var ask = Flows.Activity("run", "Elsa.RunJavaScript", ("script", Flows.Input("String", "Literal", "return 'yes'")));
        ask["name"] = "Ask the chair";
        var host = new CaseHost();
        host.Publish(Flows.Definition(Flows.Sequence("seq", Flows.Record("a", "getResultFromAskTheChair() ?? 'nothing yet'"), ask, Flows.Record("b", "getResultFromAskTheChair()"))));

        host.Start("A", "test");

        host.Records.Select(r => r["message"]!.ToString()).ShouldBe(["nothing yet", "yes"]);
    }

    [Fact]
    public void A_number_beyond_all_that_templates_count_with_is_written_as_it_is()
    {
        var host = new CaseHost();
        host.Publish(Flows.Definition(
            Flows.Sequence("seq", Flows.Set("s", "V", "Number.MAX_VALUE"), Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", "Liquid", "{{ Variables.V }}")))),
            Flows.Variable("V", "Object")));

        host.Start("A", "test");

        host.Records.ShouldHaveSingleItem()["message"]!.ToString().ShouldBe("1.7976931348623157e+308", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void Random_numbers_and_new_ids_differ_within_an_instance_and_are_the_same_on_replay()
    {
        const string Script = "[newGuid(), newGuid(), Math.random(), Math.random()].join()";

        var first = Evaluate(Script).Record;

        first.Split(',').Distinct().Count().ShouldBe(4);
        Evaluate(Script).Record.ShouldBe(first);
    }

    [Theory]
    [InlineData("{{ Variables.Doc.list | join: '-' }}", "1-2")]
    [InlineData("{% for n in Variables.Doc.list %}[{{ n }}]{% endfor %}", "[1][2]")]
    [InlineData("{{ Input.Areas | upcase }} {{ CorrelationId }} {{ Variables.Nobody }}", "NORTH case-1 ")]
    [InlineData("{{ 'now' | date: '%Y' }}", "2030")]
    public void Liquid_sees_variables_inputs_and_the_instance(string template, string expected) => Evaluate(template, "Liquid").Record.ShouldBe(expected);

    [Theory]
    [InlineData("Int32", "' 12 '", "12")]
    [InlineData("Int32", "2.5", "2")]
    [InlineData("Boolean", "'TRUE'", "true")]
    [InlineData("String", "true", "True")]
    [InlineData("String", "12.5", "12.5")]
    [InlineData("List<String>", "[1, 'b']", """["1","b"]""")]
    [InlineData("List<String>", "'a'", """["a"]""")]
    [InlineData("TimeSpan", "'1.02:03:04'", "1.02:03:04")]
    [InlineData("DateTimeOffset", "'2030-05-01T10:00:00+01:00'", "2030-05-01T09:00:00Z")]
    [InlineData("ObjectDictionary", "'{\"a\":1}'", """{"a":1}""")]
    [InlineData("Int32", "null", "null")]
    public void Values_are_converted_to_the_type_of_the_input(string type, string script, string expected) => Evaluate(script, type: type).Record.ShouldBe(expected);

    [Theory]
    [InlineData("Int32", "'many'")]
    [InlineData("Int32", "3e9")]
    [InlineData("TimeSpan", "'soon'")]
    [InlineData("Guid", "'x'")]
    [InlineData("Boolean", "'perhaps'")]
    public void A_value_that_does_not_fit_becomes_an_incident(string type, string script) =>
        Evaluate(script, type: type).State.Incidents.ShouldHaveSingleItem().Detail.ShouldNotBeNull().ShouldContain("does not fit");

    private static (string Record, WorkflowState State, JsonObject Variables) Evaluate(string text, string syntax = "JavaScript", string type = "Object")
    {
        var host = new CaseHost();
        var definition = host.Publish(Flows.Definition(
            Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input(type, syntax, text)))),
            Flows.Variable("Doc", "JsonObject", """{"list":[1,2]}"""),
            Flows.Variable("Count", "Int32", "1"),
            Flows.Variable("Due", "DateTimeOffset", "2031-06-01T00:00:00Z")));
        host.Start("A", "test", correlationId: "case-1", input: new JsonObject { ["Areas"] = "north" });
        var message = host.Records.Count > 0 ? host.Records[0]["message"] : null;
        var record = message is JsonValue value && value.TryGetValue<string>(out var plain) ? plain : message?.ToJsonString() ?? "null";
        return (record, host.States["A"], host.States["A"].Variables(definition));
    }
}
