using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

/// <summary>A variable that a script or a template names, and that is not there, is told when the file is read: where the name stands there in full.</summary>
public sealed class NamingVariables
{
    private static readonly DefinitionReader Reader = new(CaseHost.Catalogue);

    [Theory]
    [InlineData("getVariable('Nobody')")]
    [InlineData("setVariable(\"Nobody\", 1)")]
    [InlineData("variables.Nobody")]
    [InlineData("variables['Nobody']")]
    [InlineData("variables.Nobody = 1; return 2")]
    [InlineData("getNobody()")]
    [InlineData("setNobody(3)")]
    [InlineData("[1, 2].map(n => n + variables.Nobody)")]
    [InlineData("if (getCount() > 1) { return `${getNobody().length}`; }")]
    public void A_script_that_names_an_unknown_variable_is_refused(string script) => Fault("JavaScript", script).Reason.ShouldContain("'Nobody'");

    [Theory]
    [InlineData("getVariable('Count') + variables.Count + getCount()")]
    [InlineData("setCount(1); setVariable('Count', 2); variables.Count = 3; variables['Count'] = 4")]
    [InlineData("getAreas()", "an input")]
    [InlineData("getInput('Nobody')", "what a task is answered with may be called anything")]
    [InlineData("getMark()", "the function has a capital, the variable has none")]
    [InlineData("variables.CurrentValue + getCurrentIndex()", "of a loop around")]
    [InlineData("getVariable('No' + 'body')", "computed")]
    [InlineData("const name = 'Nobody'; return variables[name] ?? getVariable(name)", "computed")]
    [InlineData("function getNobody() { return 1; } return getNobody()", "its own")]
    [InlineData("const getNobody = () => 1; return getNobody()", "its own")]
    [InlineData("[v => v()].map(getNobody => getNobody(() => 1))", "its own")]
    [InlineData("let variables = { Nobody: 1 }; return variables.Nobody", "its own")]
    [InlineData("(function (variables) { return variables.Nobody; })({})", "its own")]
    [InlineData("globalThis.getNobody = () => 1; return getNobody()", "made here")]
    [InlineData("typeof getNobody === 'function' ? getNobody() : 0", "tried out")]
    [InlineData("typeof variables.Nobody === 'undefined' ? 0 : variables.Nobody", "tried out")]
    [InlineData("try { return getNobody(); } catch { return 0; }", "caught")]
    [InlineData("variables.hasOwnProperty('Nobody')", "of any object")]
    [InlineData("const date = new Date(); date.setHours(1); return date.getHours()", "of another object")]
    [InlineData("({ variables: { Nobody: 1 } }).variables.Nobody", "of another object")]
    [InlineData("'variables.Nobody getNobody() setNobody(1)' // getNobody()", "no code")]
    public void A_script_whose_names_are_known_or_not_certain_is_read(string script, string why = "known") => Faults("JavaScript", script).ShouldBeEmpty(why);

    [Theory]
    [InlineData("{{ Variables.Nobody }}")]
    [InlineData("{{ Variables['Nobody'] | upcase }}")]
    [InlineData("{% if Variables.Nobody == 'x' %}yes{% endif %}")]
    [InlineData("{% for n in Variables.Nobody.list %}{{ n }}{% endfor %}")]
    [InlineData("{% assign x = Variables.Nobody %}{{ x }}")]
    public void A_template_that_names_an_unknown_variable_is_refused(string template) => Fault("Liquid", template).Reason.ShouldContain("'Nobody'");

    [Theory]
    [InlineData("{{ Variables.Count }} {{ Variables['mark'] }} {{ variables.count }}")]
    [InlineData("{{ Input.Nobody }} {{ Nobody }} {{ Input.Variables.Nobody }}")]
    [InlineData("{% assign name = 'Nobody' %}{{ Variables[name] }}")]
    [InlineData("{% assign Variables = Input %}{{ Variables.Nobody }}")]
    [InlineData("{% for Variables in Input.Areas %}{{ Variables.Nobody }}{% endfor %}")]
    [InlineData("{{ Variables.size }}")]
    [InlineData("{% raw %}{{ Variables.Nobody }}{% endraw %}")]
    public void A_template_whose_names_are_known_or_not_certain_is_read(string template) => Faults("Liquid", template).ShouldBeEmpty();

    [Fact]
    public void A_variable_is_in_sight_inside_its_container_only()
    {
        var inner = Flows.Sequence("inner", Flows.Record("in", "getHere()"));
        inner["variables"] = new JsonArray(Flows.Variable("Here", "String"));

        Only(Flows.Definition(Flows.Sequence("seq", inner, Flows.Record("out", "getHere()")))).Path.ShouldBe("$.root.activities[1].message.expression");
    }

    [Fact]
    public void The_right_spelling_is_suggested_and_the_script_of_an_activity_is_read_too()
    {
        var script = Flows.Activity("js", "Elsa.RunJavaScript", ("script", Flows.Input("String", "Literal", "setOutcome('a'); return variables.count")));

        Only(Flows.Definition(Flows.Sequence("seq", script), Flows.Variable("Count", "Int32"))).ShouldBe(
            new DefinitionFault("$.root.activities[0].script.expression", "The script names a variable 'count', which is not in sight here (did you mean 'Count'?)."));
    }

    [Fact]
    public void What_others_made_for_real_Elsa_is_warned_about_since_it_runs_there_until_it_gets_there()
    {
        var file = Flows.Definition(Flows.Sequence("seq", Flows.Record("r", "getNobody()")));

        new DefinitionReader(CaseHost.Catalogue) { IsLenient = true }.Read(file).Warnings.ShouldContain(w => w.Path == "$.root.activities[0].message.expression");
    }

    private static DefinitionFault Fault(string syntax, string text) => Faults(syntax, text).ShouldHaveSingleItem();

    private static IReadOnlyList<DefinitionFault> Faults(string syntax, string text) => Faults(Flows.Definition(
        Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", syntax, text)))),
        Flows.Variable("Count", "Int32"),
        Flows.Variable("mark", "String")));

    private static DefinitionFault Only(string file) => Faults(file).ShouldHaveSingleItem();

    private static IReadOnlyList<DefinitionFault> Faults(string file)
    {
        try
        {
            Reader.Read(file);
            return [];
        }
        catch (DefinitionRefused refused)
        {
            return refused.Faults;
        }
    }
}
