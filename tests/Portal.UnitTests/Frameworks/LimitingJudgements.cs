using Portal.Domain.Frameworks;
using Portal.UnitTests.Seeding;

namespace Portal.UnitTests.Frameworks;

public sealed class LimitingJudgements
{
    private readonly Framework _framework = SeedFiles.Framework(SeedFiles.SingleInspection);

    [Theory]
    [InlineData("HP=inadequate", "key-judgement-inadequate")]
    [InlineData("HP=good CLA=good LMG=inadequate", "key-judgement-inadequate")]
    [InlineData("AD=inadequate CLA=good", "sub-judgement-inadequate")]
    [InlineData("CL=inadequate LMG=inadequate", "key-judgement-inadequate sub-judgement-inadequate")]
    [InlineData("HP=requires-improvement CLA=requires-improvement LMG=requires-improvement", "")]
    [InlineData("OE=inadequate", "")]
    [InlineData("", "")]
    public void A_rule_speaks_up_only_for_the_grades_it_is_about(string grades, string rules) =>
        _framework.LimitsConcerning(Grades(grades)).Select(r => r.Id).ShouldBe(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_rule_about_all_judgements_waits_until_the_last_has_the_grade()
    {
        var rule = _framework.LimitingRules[0] with { When = new LimitingCondition(ConditionMatch.All, ["HP", "LMG"], "inadequate") };

        rule.Concerns(Grades("HP=inadequate")).ShouldBeFalse();
        rule.Concerns(Grades("HP=inadequate LMG=good")).ShouldBeFalse();
        rule.Concerns(Grades("HP=inadequate LMG=inadequate")).ShouldBeTrue();
    }

    [Fact]
    public void A_rule_explains_itself_with_its_source_and_leaves_the_grades_as_they_were()
    {
        var grades = Grades("HP=inadequate OE=good");

        var rule = _framework.LimitsConcerning(grades).ShouldHaveSingleItem();

        rule.Explanation.ShouldContain("39 of 39");
        rule.Source.ShouldContain("167 inspections");
        rule.Effect.ShouldBe(new LimitingEffect("OE", "inadequate", "Overall effectiveness was inadequate."));
        grades.ShouldBe(Grades("HP=inadequate OE=good"), ignoreOrder: true);
    }

    private static Dictionary<string, string> Grades(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(g => g.Split('=')).ToDictionary(g => g[0], g => g[1]);
}
