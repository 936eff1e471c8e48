using System.Diagnostics;
using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

/// <summary>An expression that would take a gigabyte or for ever ends as an incident, within memory and time; what people really write is not in its way.</summary>
public sealed class LimitingExpressions
{
    /// <summary>Of one evaluation. Far below the gigabyte that each would take, and above what a script may take with what measuring it costs.</summary>
    private const long MostBytes = 300_000_000;

    /// <summary>The limit of an expression is five seconds; the machine of the tests is shared.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("'x'.repeat(5e8)")]
    [InlineData("'xy'.repeat(2.5e8).length")]
    [InlineData("'x'.padStart(5e8)")]
    [InlineData("'x'.padEnd(5e8, 'yz')")]
    [InlineData("let s = 'x'; for (let n = 0; n < 30; n++) { s += s; } return s.length")]
    [InlineData("let s = 'x'; for (let n = 0; n < 30; n++) { s = s + s; s.length; } return s")]
    [InlineData("let s = 'x'; for (let n = 0; n < 30; n++) { s = `${s}${s}`; } return s.length")]
    [InlineData("let s = 'x'; for (let n = 0; n < 30; n++) { s = s.concat(s); } return s.length")]
    [InlineData("let s = 'x'; for (let n = 0; n < 30; n++) { s = s.replace(/$/, s); } return s.length")]
    [InlineData("'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e4)).length")]
    [InlineData("'x'.repeat(1e5).replace(/x/g, 'y'.repeat(1e4)).length")]
    [InlineData("'x'.repeat(4e4).replace(/x/g, \"$'\").length")]
    [InlineData("/x/g[Symbol.replace]('x'.repeat(1e5), 'y'.repeat(1e4)).length")]
    [InlineData("RegExp.prototype[Symbol.replace].call(/x/g, 'x'.repeat(4e4), \"$'\").length")]
    [InlineData("'x'.repeat(4e4).split('').join('y'.repeat(1e5)).length")]
    [InlineData("Array(1e5).fill('x'.repeat(1e4)).join('').length")]
    [InlineData("String(Array(1e5).fill('x'.repeat(1e4))).length")]
    [InlineData("Array(1e5).fill('x'.repeat(1e4))")]
    [InlineData("({ all: Array(1e5).fill({ one: 'x'.repeat(1e4) }) })")]
    [InlineData("JSON.stringify(Array(1e5).fill('x'.repeat(1e4))).length")]
    [InlineData("toJson(Array(1e5).fill('x'.repeat(1e4))).length")]
    [InlineData("setVariable('V', Array(1e5).fill('x'.repeat(1e4))); return 1")]
    [InlineData("let a = [1]; for (let n = 0; n < 30; n++) { a = a.concat(a); } return a.length")]
    [InlineData("let a = [1]; for (let n = 0; n < 30; n++) { a = [...a, ...a]; } return a.length")]
    [InlineData("let a = [1]; for (let n = 0; n < 30; n++) { a.push(...a); } return a.length")]
    [InlineData("new Array(1e9).fill(0).length")]
    [InlineData("Array.from({ length: 1e9 }, (_, n) => n).length")]
    [InlineData("new ArrayBuffer(1e9).byteLength")]
    [InlineData("new Uint8Array(1e9).length")]
    [InlineData("new Float64Array(1e8).length")]
    [InlineData("(BigInt(9) ** BigInt(1e9)).toString().length")]
    [InlineData("const o = {}; for (let n = 0; n < 1e8; n++) { o['k' + n] = n; } return 1")]
    [InlineData("while (true) { 'x'.repeat(2); }")]
    [InlineData("'x'.repeat('5e8')")]
    [InlineData("const {apply} = Reflect; return apply(''.repeat, 'x', [5e8]).length")]
    [InlineData("with ('x') { return repeat(5e8).length }")]
    [InlineData("const s = 'x'.repeat(1e6); return s.replace(s, '$&'.repeat(1000)).length")]
    [InlineData("Array.prototype.join.call({ length: 6e7 }, 'xxxxxxxxxx').length")]
    [InlineData("String.raw({ raw: { length: 6e7 } }).length")]
    [InlineData("let a = []; for (let n = 0; n < 20000; n++) { a = [a]; } return a")]
    [InlineData("let a = []; for (let n = 0; n < 20000; n++) { a = [a]; } return '' + a")]
    [InlineData("let a = []; for (let n = 0; n < 20000; n++) { a = [a]; } return a.flat(Infinity).length")]
    [InlineData("let o = {}; for (let n = 0; n < 20000; n++) { o = { o }; } return o")]
    [InlineData("(3n ** 600000000n).toString().length")]
    [InlineData("for (;;) { try { JSON.stringify({}); } catch { } }")]
    [InlineData("while (true) { ['x'].join(''); 'x'.replace('x', () => { while (true) { 'y'.concat('z'); } }); }")]
    public void JavaScript_that_would_take_a_gigabyte_is_an_incident(string script) => ShouldFail("JavaScript", script);

    [Theory]
    [InlineData("'ab'.repeat(1000).length", "2000")]
    [InlineData("'7'.padStart(3, '0') + '1'.padEnd(3)", "0071  ")]
    [InlineData("'a-b-c'.replace('-', '+').replace(/-/g, m => '[' + m + ']')", "a+b[-]c")]
    [InlineData("'x'.repeat(100000).replace(/y/, 'z'.repeat(1000)).length", "100000")]
    [InlineData("'line\\r\\n'.repeat(10000).replace(/\\r\\n/g, '<br>'.repeat(12)).length", "520000")]
    [InlineData("'a-b-c'.replaceAll('-', ', ').toUpperCase()", "A, B, C")]
    [InlineData("['a', ['b', 'c']].join(' ') + ['a', null].join() + [1, 2].concat([3]).join('')", "a b,ca,123")]
    [InlineData("JSON.stringify({ a: [1, 'x'] }, null, 0)", """{"a":[1,"x"]}""")]
    [InlineData("JSON.parse('[1,2]').map(n => n * 2).filter(n => n > 2).length", "1")]
    [InlineData("'one two'.split(' ').map(w => w[0].toUpperCase() + w.slice(1)).join(' ')", "One Two")]
    [InlineData("new Date(2030, 0, 5).toISOString().replace(/T.*/, '')", "2030-01-05")]
    [InlineData("Array.from({ length: 1000 }, (_, n) => 'Line ' + n).join('\\n').length", "8889")]
    public void JavaScript_that_people_write_is_not_in_its_way(string script, string expected) => Evaluate("JavaScript", script).ShouldBe(expected);

    [Theory]
    [InlineData("{% for i in (1..100000000) %}x{% endfor %}")]
    [InlineData("{% for i in (1..Input.Areas) %}x{% endfor %}")]
    [InlineData("{% assign r = (1..100000000) %}{{ r | size }}")]
    [InlineData("{% tablerow i in (1..100000000) %}x{% endtablerow %}")]
    [InlineData("{% if true %}{% for i in (1..2) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}{% endif %}")]
    [InlineData("{% capture c %}{% unless false %}{% for i in (1..100000000) %}x{% endfor %}{% endunless %}{% endcapture %}")]
    [InlineData("{% case 1 %}{% when 1 %}{% for i in (1..100000000) %}x{% endfor %}{% endcase %}")]
    [InlineData("{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% assign s = s | append: s %}{% endfor %}{{ s | size }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ s | size }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..30) %}{% assign s = s | replace: 'x', s %}{% endfor %}{{ s | size }}")]
    [InlineData("{% assign a = 'x y' | split: ' ' %}{% for i in (1..30) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..17) %}{% assign s = s | append: s %}{% endfor %}{% assign a = s | split: '' %}{{ a | join: s | size }}")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..17) %}{% assign s = s | append: s %}{% endfor %}{% capture c %}{% for i in (1..9000) %}{{ s }}{% endfor %}{% endcapture %}")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..17) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..9000) %}{{ s }}{% endfor %}")]
    [InlineData("{{ 1 | format_number: 'D999999999' }}")]
    [InlineData("{{ '{0,999999}' | format_string: 'x' }}")]
    public void Liquid_that_would_take_for_ever_or_a_gigabyte_is_an_incident(string template) => ShouldFail("Liquid", template);

    [Theory]
    [InlineData("{% for i in (1..5) %}{{ i }}{% unless forloop.last %}, {% endunless %}{% endfor %}", "1, 2, 3, 4, 5")]
    [InlineData("{% for i in (3..1) %}x{% endfor %}{% for i in (2..2) reversed %}{{ i }}{% endfor %}", "2")]
    [InlineData("{% assign parts = 'a,b,c' | split: ',' %}{{ parts | join: ' and ' | replace: 'and', '+' | append: '!' }}", "a + b + c!")]
    [InlineData("{% capture c %}{{ 'x' | upcase }}{% endcapture %}{{ c }}{{ c | size }}", "X1")]
    [InlineData("{{ 1234.5 | format_number: 'N2' }} {{ 'now' | date: '%d %B %Y' }}", "1,234.50 01 January 2030")]
    [InlineData("{{ 'Total {0:N0} of 1234' | format_string: 1200 }} {{ 5 | format_number: '0.0000' }}", "Total 1,200 of 1234 5.0000")]
    [InlineData("{% case Input.Areas %}{% when 100000000 %}many{% else %}few{% endcase %}", "many")]
    [InlineData("{% for i in (1..2000) %}{{ i }} {% endfor %}{{ '' | size }}", null)]
    public void Liquid_that_people_write_is_not_in_its_way(string template, string? expected)
    {
        var said = Evaluate("Liquid", template);

        said.ShouldBe(expected ?? string.Join(' ', Enumerable.Range(1, 2000)) + " 0");
    }

    private static void ShouldFail(string syntax, string text)
    {
        Begin("JavaScript", "1");
        Begin("Liquid", "1");
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());

        var state = Begin(syntax, text).State;

        var took = GC.GetAllocatedBytesForCurrentThread() - before;
        state.Incidents.ShouldHaveSingleItem().ActivityId.ShouldBe("r");
        state.ToJson().Length.ShouldBeLessThan(100_000);
        took.ShouldBeLessThan(MostBytes);
        watch.Elapsed.ShouldBeLessThan(MostTime);
    }

    private static string Evaluate(string syntax, string text)
    {
        var step = Begin(syntax, text);
        return step.ToRun.ShouldNotBeNull(string.Join(", ", step.State.Incidents.Select(i => i.Detail))).Inputs["message"]!.ToString();
    }

    private static Step Begin(string syntax, string text)
    {
        var root = Flows.Sequence("seq", Flows.Activity("r", "Portal.Record", ("message", Flows.Input("Object", syntax, text))));
        var definition = new Portal.Workflow.Definitions.DefinitionReader(CaseHost.Catalogue) { IsLenient = true }.Read(Flows.Definition(root, Flows.Variable("V", "Object")));
        return new WorkflowEngine(CaseHost.Catalogue).Advance(
            definition, null, new Signal.Start(new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc), "A", Input: new JsonObject { ["Areas"] = 100_000_000 }));
    }
}
