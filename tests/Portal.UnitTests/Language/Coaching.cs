using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Language;
using Portal.UnitTests.Seeding;
using Portal.Web.CommandLine;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Language;

/// <summary>The language coach with the rules that are shipped.</summary>
public sealed class Coaching
{
    private const string File = "language-rules.json";

    private static readonly LanguageCoach _coach = LanguageRulesFile.Read(SeedFiles.Path(File));

    public static TheoryData<string, string, bool> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, bool>();
            foreach (var rule in _coach.Rules)
            {
                foreach (var text in rule.Text.Positive)
                {
                    examples.Add(rule.Id, text, true);
                }

                foreach (var text in rule.Text.Negative)
                {
                    examples.Add(rule.Id, text, false);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_finds_what_it_is_for_and_leaves_alone_what_is_well_said(string rule, string text, bool found) =>
        _coach.Read(text, Field(rule)).Any(r => r.Rule.Id == rule).ShouldBe(found);

    [Theory]
    [InlineData(LanguageRuleKind.FalseCertainty)]
    [InlineData(LanguageRuleKind.SimpleCausation)]
    [InlineData(LanguageRuleKind.ProcessWithoutPractice)]
    [InlineData(LanguageRuleKind.VolumeInsteadOfQuality)]
    [InlineData(LanguageRuleKind.VagueAction)]
    public void There_are_rules_of_every_kind(LanguageRuleKind kind) => _coach.Rules.ShouldContain(r => r.Text.Kind == kind);

    [Fact]
    public void The_words_are_quoted_as_they_were_written_and_their_place_is_known()
    {
        const string text = "We audited 20 cases.\n\nThe panel ensures\u00A0that no child is missed, and the child’s plan is good.";

        var remark = _coach.Read(text, WrittenField.Know).ShouldHaveSingleItem();

        remark.Found.ShouldBe("ensures\u00A0that no child");
        text.Substring(remark.At, remark.Found.Length).ShouldBe(remark.Found);
    }

    [Fact]
    public void What_makes_up_for_a_sentence_may_stand_in_the_two_that_follow_and_no_further()
    {
        const string said = "A threshold policy is in place.";

        _coach.Read($"{said} It has six parts. Parents told us that letters are clearer.", WrittenField.Know).ShouldBeEmpty();
        _coach.Read($"{said} It has six parts. It is on the web site. Parents told us that letters are clearer.", WrittenField.Know).Count.ShouldBe(1);
    }

    [Fact]
    public void Who_and_by_when_are_asked_only_of_what_comes_next()
    {
        const string text = "The quality of plans was looked at again.";

        _coach.Read(text, WrittenField.Know).ShouldBeEmpty();
        _coach.Read(text, WrittenField.Next).Select(r => r.Rule.Id).ShouldBe(["action-no-who", "action-no-when"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("Mae’r bwrdd yn cyfarfod bob mis.")]
    [InlineData("هذا نص عن الأطفال.")]
    [InlineData("👩‍👧‍👦 ... !!! ???")]
    public void A_text_it_does_not_understand_is_left_alone(string text) => _coach.Read(text, WrittenField.Know).ShouldBeEmpty();

    [Fact]
    public void A_very_long_text_made_to_trip_patterns_up_is_read_in_moments()
    {
        var text = string.Concat(Enumerable.Repeat("ensures that all the because of our the programme the ", 2000));
        _coach.Read(text[..1000], WrittenField.Next);
        var watch = Stopwatch.StartNew();

        _coach.Read(text, WrittenField.Next);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("pattern", "(a)\\1", "$.rules[0]: has a pattern that cannot be used")]
    [InlineData("pattern", "(unclosed", "$.rules[0]: has a pattern that cannot be used")]
    [InlineData("unless", "(?<=a)b", "$.rules[0]: has a pattern that cannot be used")]
    [InlineData("kind", "rudeness", "$.rules[0].kind: \"rudeness\" is not one of")]
    [InlineData("pattern", "nothing like it", "$.rules[0].positive[0]: is not found by the rule")]
    [InlineData("pattern", ".", "$.rules[0].negative[0]: is found by the rule, and should not be")]
    [InlineData("id", "certainty-no-child", "$.rules: \"certainty-no-child\" is the id of 2 rules")]
    [InlineData("why", " ", "$.rules[0].why: is blank")]
    public void A_file_with_a_fault_is_refused_and_says_where(string property, string value, string fault)
    {
        var file = SeedFiles.Json(File);
        file["rules"]![0]!.AsObject().Remove("unless");
        file["rules"]![0]![property] = value;

        var faults = Should.Throw<SeedFileRefused>(() => LanguageRulesFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), "copy.json")).Faults;

        faults.Select(f => f.ToString()).ShouldContain(f => f.StartsWith(fault, StringComparison.Ordinal), string.Join('\n', faults));
    }

    [Fact]
    public void The_schema_for_editors_and_the_reader_say_the_same()
    {
        var schema = SeedFiles.Json("language-rules.schema.json");
        foreach (var shape in LanguageRulesFile.Shapes)
        {
            var definition = shape.Name == "rule" ? schema["$defs"]!["rule"]! : schema;
            Names(definition["required"]!).ShouldBe(shape.Required, ignoreOrder: true);
            definition["properties"]!.AsObject().Select(p => p.Key).ShouldBe(shape.Required.Concat(shape.Optional), ignoreOrder: true);
        }

        Names(schema["$defs"]!["rule"]!["properties"]!["kind"]!["enum"]!).ShouldBe(LanguageRulesFile.Kinds.Keys);
        Names(schema["$defs"]!["rule"]!["properties"]!["fields"]!["items"]!["enum"]!).ShouldBe(LanguageRulesFile.Fields.Keys);
        LanguageRulesFile.Kinds.Values.ShouldBe(Enum.GetValues<LanguageRuleKind>(), ignoreOrder: true);
        LanguageRulesFile.Fields.Values.ShouldBe(Enum.GetValues<WrittenField>(), ignoreOrder: true);
    }

    [Fact]
    public async Task The_command_counts_the_remarks_on_a_file_by_rule_for_a_thousand_words()
    {
        var file = Path.GetTempFileName();
        await System.IO.File.WriteAllTextAsync(file, "A report.\n\nThe panel ensures that\nno child is missed.\n", TestContext.Current.CancellationToken);
        var said = new StringWriter();

        var code = await CoachCommand.RunAsync(PortalCommand.Parse(["coach", file, "--show"])!, said, TestContext.Current.CancellationToken);
        System.IO.File.Delete(file);

        code.ShouldBe(0);
        said.ToString().ShouldContain("certainty-ensures                         1   100.00");
        said.ToString().ShouldContain("    ensures that no child");
        said.ToString().ShouldContain("all, in 10 words                          1   100.00");
    }

    private static WrittenField Field(string rule) => _coach.Rules.Single(r => r.Id == rule).Text.Fields is [var first, ..] ? first : WrittenField.Know;

    private static IEnumerable<string> Names(JsonNode names) => names.AsArray().Select(n => n!.GetValue<string>());
}
