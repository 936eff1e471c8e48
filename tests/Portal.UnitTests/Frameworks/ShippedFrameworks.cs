using System.Globalization;
using Portal.Domain.Frameworks;
using Portal.UnitTests.Seeding;

namespace Portal.UnitTests.Frameworks;

public sealed class ShippedFrameworks
{
    private static readonly string[] _grades = ["outstanding", "good", "requires-improvement", "inadequate"];

    private readonly Framework _inspection = SeedFiles.Framework(SeedFiles.SingleInspection);
    private readonly Framework _review = SeedFiles.Framework(SeedFiles.BoardReview);

    [Fact]
    public void The_two_frameworks_have_the_ninety_criteria_by_their_ids()
    {
        var expected = new[] { ("HP", 23), ("CLA", 18), ("AD", 12), ("CL", 11), ("LMG", 15), ("LSCB", 11) }
            .SelectMany(area => Enumerable.Range(1, area.Item2).Select(n => $"{area.Item1}-{n:00}"));

        _inspection.Criteria.Concat(_review.Criteria).Select(c => c.Id).ShouldBe(expected);
    }

    [Fact]
    public void The_single_inspection_has_three_key_judgements_two_of_whose_parts_are_graded()
    {
        _inspection.Body.ShouldBe(AssessedBody.LocalAuthority);
        _inspection.Judgements.Select(j => (j.Code, j.Kind, j.Parent)).ShouldBe(
        [
            ("OE", JudgementKind.Overall, null),
            ("HP", JudgementKind.KeyJudgement, "OE"),
            ("CLA", JudgementKind.KeyJudgement, "OE"),
            ("AD", JudgementKind.SubJudgement, "CLA"),
            ("CL", JudgementKind.SubJudgement, "CLA"),
            ("LMG", JudgementKind.KeyJudgement, "OE"),
        ]);
        _inspection.Areas.Select(j => j.Code).ShouldBe(["HP", "CLA", "AD", "CL", "LMG"]);
        _inspection.ChildrenOf("CLA").Select(j => j.Code).ShouldBe(["AD", "CL"]);
        _inspection.ChildrenOf(null).Select(j => j.Code).ShouldBe(["OE"]);
    }

    [Fact]
    public void The_review_of_a_board_has_one_judgement_and_no_rule_that_ties_it_to_the_authority()
    {
        _review.Body.ShouldBe(AssessedBody.SafeguardingBoard);
        _review.Judgements.ShouldHaveSingleItem().Kind.ShouldBe(JudgementKind.Review);
        _review.LimitingRules.ShouldBeEmpty();
        _review.OutcomeTable.ShouldBeNull();
    }

    [Theory]
    [InlineData(SeedFiles.SingleInspection)]
    [InlineData(SeedFiles.BoardReview)]
    public void Every_judgement_describes_the_four_grades_best_first(string file)
    {
        var framework = SeedFiles.Framework(file);

        framework.Scale.Select(g => g.Code).ShouldBe(_grades);
        framework.Scale.Select(g => g.Number).ShouldBe([1, 2, 3, 4]);
        framework.Scale.Select(g => g.Label).ShouldBe(["Outstanding", "Good", "Requires improvement", "Inadequate"]);
        framework.Judgements.ShouldAllBe(j => j.Descriptors.Keys.SequenceEqual(_grades) && j.Descriptors.Values.All(IsSentence));
    }

    [Fact]
    public void The_section_11_audit_has_eight_standards_that_each_partner_agency_scores_from_0_to_3()
    {
        var audit = SeedFiles.Framework(SeedFiles.Section11);

        audit.AnsweredBy.ShouldBe(AnsweredBy.PartnerAgencies);
        audit.Judgements.Count(j => j.Kind == JudgementKind.Standard).ShouldBe(8);
        audit.Judgements.Count.ShouldBe(8);
        audit.Scale.Select(g => g.Label[0]).ShouldBe("3210");
        audit.Judgements.ShouldAllBe(j => j.Descriptors.Count == 4 && j.Criteria.Count > 1 && j.Criteria.All(c => IsSentence(c.Text) && c.EvidenceHints.Count > 0));
        audit.Questions.Next.ShouldContain("by whom and by when");
    }

    [Fact]
    public void The_self_evaluation_of_today_asks_three_questions_about_four_judgements_and_has_no_overall_grade()
    {
        var today = SeedFiles.Framework(SeedFiles.SelfEvaluation);

        today.Judgements.Select(j => j.Code).ShouldBe(["LP", "HP", "CC", "CL"]);
        today.Judgements.ShouldAllBe(j => j.Kind == JudgementKind.KeyJudgement && j.Parent == null);
        today.IsValidOn(new DateOnly(2026, 3, 31)).ShouldBeFalse();
        today.Grade("requires-improvement").Label.ShouldBe("Requires improvement to be good");
        today.Questions.Know.ShouldContain("quality and impact of social work practice");
        today.Questions.HowKnown.ShouldBe("How do you know it?");
        today.Questions.Next.ShouldContain("next 12 months");
        today.LimitingRules.ShouldBeEmpty();
    }

    [Fact]
    public void A_framework_without_questions_of_its_own_asks_the_usual_four() => _review.Questions.ShouldBe(AnswerQuestions.Usual);

    [Theory]
    [InlineData(SeedFiles.SingleInspection)]
    [InlineData(SeedFiles.BoardReview)]
    [InlineData(SeedFiles.Section11)]
    [InlineData(SeedFiles.SelfEvaluation)]
    public void The_file_is_named_for_the_code_and_version_it_holds(string file)
    {
        var framework = SeedFiles.Framework(file);

        Path.GetFileName(file).ShouldBe($"{framework.Code}.v{framework.Version}.json");
        framework.ContentHash.ShouldMatch("^[0-9a-f]{64}$");
        framework.Attribution.ShouldContain("Open Government Licence");
        framework.Attribution.ShouldContain("does not endorse");
    }

    [Fact]
    public void Every_criterion_says_what_good_is_and_what_usually_shows_it()
    {
        var criteria = _inspection.Criteria.Concat(_review.Criteria).ToList();

        criteria.ShouldAllBe(c => IsSentence(c.Text) && c.EvidenceHints.Count > 0);
        criteria.Select(c => c.Title).ShouldBeUnique();
        criteria.Single(c => c.Id == "CLA-15").EvidenceHints.ShouldBe(["permanence tracker", "plan types", "long-term matches ratified"]);
        criteria.Single(c => c.Id == "LSCB-10").EvidenceHints.ShouldBe(["training strategy", "needs analysis", "attendance", "impact evaluation"]);
    }

    [Fact]
    public void Criteria_point_to_the_annex_a_lists_that_bear_on_them()
    {
        _inspection.AnnexALists.Select(l => l.Number).ShouldBe(Enumerable.Range(1, 11));
        _inspection.Criterion("HP-02").AnnexALists.ShouldBe([1, 2, 3]);
        _inspection.Criterion("HP-11").AnnexALists.ShouldBeEmpty();
        _inspection.Criterion("HP-21").AnnexALists.ShouldBe(Enumerable.Range(1, 11));
        _inspection.Criterion("HP-21").AnnexANote.ShouldBe("Every list: the columns for gender, ethnicity and disability.");
        _inspection.Criterion("LMG-08").AnnexALists.ShouldBe([3, 4, 5, 6, 7, 8, 9]);
        _inspection.Criterion("LMG-08").AnnexANote.ShouldNotBeNull();
        _review.AnnexALists.ShouldBeEmpty();
    }

    [Fact]
    public void Prompts_tell_what_separated_grades_and_the_board_has_two_optional_ones()
    {
        Kinds(_inspection).ShouldBe([(PromptKind.WhatSeparatedGrades, "good"), (PromptKind.WhatSeparatedGrades, "requires-improvement")]);
        Kinds(_review).ShouldBe(
        [
            (PromptKind.WhatSeparatedGrades, "good"), (PromptKind.WhatSeparatedGrades, "requires-improvement"),
            (PromptKind.Optional, null), (PromptKind.Optional, null),
        ]);

        static IEnumerable<(PromptKind, string?)> Kinds(Framework framework) => framework.Prompts.Select(p => (p.Kind, p.Grade));
    }

    [Fact]
    public void The_table_of_outcomes_counts_the_inspections_the_rule_is_based_on()
    {
        var table = _inspection.OutcomeTable.ShouldNotBeNull();

        table.Inspections.ShouldBe(167);
        _inspection.LimitingRules[0].BasedOn.ShouldBe(table.Inspections);
        table.Seen(["requires-improvement", "good", "good"])!.Outcomes.ShouldBe([new("good", 20), new("requires-improvement", 5)]);
        table.Seen(["outstanding", "outstanding", "outstanding"]).ShouldBeNull();
        table.Caveat.ShouldContain("no formula");
    }

    [Fact]
    public void A_criterion_knows_its_judgement_and_an_unknown_code_is_told_with_the_framework()
    {
        _inspection.JudgementOf("AD-07").Title.ShouldBe("Adoption performance");
        _inspection.Judgement("LMG").Criteria.ShouldContain(_inspection.Criterion("LMG-03"));
        _inspection.Grade("good").Number.ShouldBe(2);
        _inspection.FindCriterion("LSCB-01").ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => _inspection.Criterion("HP-24")).Message.ShouldContain("sif-2013 version 1");
        Should.Throw<KeyNotFoundException>(() => _inspection.JudgementOf("HP-24"));
        Should.Throw<KeyNotFoundException>(() => _inspection.Judgement("hp"));
        Should.Throw<KeyNotFoundException>(() => _inspection.Grade("Good"));
    }

    [Theory]
    [InlineData("2013-10-31", false)]
    [InlineData("2013-11-01", true)]
    [InlineData("2017-12-31", true)]
    [InlineData("2018-01-01", false)]
    public void A_framework_is_valid_from_its_first_to_its_last_day(string day, bool valid) =>
        _inspection.IsValidOn(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(valid);

    private static bool IsSentence(string text) => char.IsUpper(text[0]) && text[^1] == '.';
}
