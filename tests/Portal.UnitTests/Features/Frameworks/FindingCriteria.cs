using Portal.Domain.Frameworks;
using Portal.Web.Features.Frameworks;

namespace Portal.UnitTests.Features.Frameworks;

public sealed class FindingCriteria
{
    private static readonly Criterion[] All =
    [
        Criterion("HP-01", "Early help when need is first seen", "Families get help as soon as a worry shows.", "family feedback"),
        Criterion("HP-02", "A clear line to statutory work", "Everyone knows the same thresholds.", "threshold document", "audit of decisions"),
        Criterion("LMG-01", "Leaders know", "Léaders see practice for themselves.", "audit programme"),
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_words_every_criterion_is_shown(string? words) => Found(words).ShouldBe(["HP-01", "HP-02", "LMG-01"]);

    [Theory]
    [InlineData("hp-02", "HP-02")]
    [InlineData("statutory", "HP-02")]
    [InlineData("worry", "HP-01")]
    [InlineData("feedback", "HP-01")]
    public void A_word_is_found_in_id_title_text_and_evidence_hints(string word, string id) => Found(word).ShouldBe([id]);

    [Fact]
    public void Part_of_a_word_is_enough() => Found("thresh").ShouldBe(["HP-02"]);

    [Fact]
    public void Every_word_must_occur_wherever_it_stands() => Found("  audit   everyone ").ShouldBe(["HP-02"]);

    [Fact]
    public void Capitals_and_accents_make_no_difference() => Found("LEADERS see").ShouldBe(["LMG-01"]);

    [Fact]
    public void Words_that_stand_in_no_criterion_find_nothing() => Found("audit submarine").ShouldBeEmpty();

    [Fact]
    public void The_order_of_the_framework_is_kept() => Found("audit").ShouldBe(["HP-02", "LMG-01"]);

    private static IEnumerable<string> Found(string? words) => CriterionSearch.In(All, words).Select(c => c.Id);

    private static Criterion Criterion(string id, string title, string text, params string[] hints) =>
        new() { Id = id, Title = title, Text = text, EvidenceHints = hints, AnnexALists = [] };
}
