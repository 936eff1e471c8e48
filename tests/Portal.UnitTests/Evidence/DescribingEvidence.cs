using Portal.Domain.Evidence;

namespace Portal.UnitTests.Evidence;

public sealed class DescribingEvidence
{
    private static readonly EvidenceDescription Anew = new("  Section 11 audit ", EvidenceKind.Audit, new DateOnly(2014, 3, 31), "What partners found.");

    [Fact]
    public void New_words_replace_the_old_ones()
    {
        var item = Make.Evidence(Make.Assessment().BodyId);

        item.Describe(Anew).ShouldBeTrue();

        item.Description.ShouldBe(Anew with { Title = "Section 11 audit" });
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        var item = Make.Evidence(Make.Assessment().BodyId);
        item.Describe(Anew);

        item.Describe(Anew).ShouldBeFalse();
    }

    [Theory]
    [InlineData(" ", "It shows much.", "evidence.no-title")]
    [InlineData("A title", null, "evidence.no-shows")]
    public void A_title_and_what_it_shows_are_needed_and_a_refusal_changes_nothing(string title, string? shows, string code)
    {
        var item = Make.Evidence(Make.Assessment().BodyId);
        var before = item.Description;

        Make.CodeOf(() => item.Describe(Anew with { Title = title, Shows = shows })).ShouldBe(code);

        item.Description.ShouldBe(before);
    }

    [Fact]
    public void What_was_withdrawn_is_not_described_or_withdrawn_again()
    {
        var item = Make.Evidence(Make.Assessment().BodyId);
        item.Withdraw("A copy", Make.NothingSigned, Make.Now);

        Make.CodeOf(() => item.Describe(Anew)).ShouldBe("evidence.withdrawn");
        Make.CodeOf(() => item.Withdraw("Again", Make.NothingSigned, Make.Now)).ShouldBe("evidence.withdrawn");
    }
}
