using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.UnitTests.Evidence;

public sealed class LinkingEvidence
{
    [Fact]
    public void An_item_supports_any_number_of_criteria_down_to_a_passage()
    {
        var assessment = Make.Assessment();
        var item = Make.Evidence(assessment.BodyId);

        item.LinkTo(assessment, "LSCB-01", "page 12", 1, Make.Somebody, Make.Now);
        item.LinkTo(assessment, "LSCB-01", "page 14", 2, Make.Somebody, Make.Now);
        item.LinkTo(assessment, "LSCB-02", " ", 3, Make.Somebody, Make.Now);

        item.Links.Select(l => (l.CriterionId, l.Passage)).ShouldBe([("LSCB-01", "page 12"), ("LSCB-01", "page 14"), ("LSCB-02", null)]);
    }

    [Fact]
    public void Linking_the_same_passage_twice_makes_one_link()
    {
        var assessment = Make.Assessment();
        var item = Make.Evidence(assessment.BodyId);

        var first = item.LinkTo(assessment, "LSCB-01", "page 12", 4, Make.Somebody, Make.Now);

        item.LinkTo(assessment, "LSCB-01", " page 12 ", 5, Make.Somebody, Make.Now).ShouldBeSameAs(first);
    }

    [Fact]
    public void Evidence_of_another_body_cannot_be_linked() =>
        Make.CodeOf(() => Make.Evidence(Id<Body>.New()).LinkTo(Make.Assessment(), "LSCB-01", null, 6, Make.Somebody, Make.Now)).ShouldBe("evidence.other-body");

    [Fact]
    public void An_item_in_use_cannot_be_withdrawn_until_its_links_are_gone()
    {
        var assessment = Make.Assessment();
        var item = Make.Evidence(assessment.BodyId);
        var link = item.LinkTo(assessment, "LSCB-01", null, 7, Make.Somebody, Make.Now);
        Make.CodeOf(() => item.Withdraw("Wrong year.", Make.NothingSigned, Make.Now)).ShouldBe("evidence.in-use");

        item.Unlink(assessment, link.Id);
        item.Withdraw("Wrong year.", Make.NothingSigned, Make.Now);

        item.WithdrawnReason.ShouldBe("Wrong year.");
        Make.CodeOf(() => item.LinkTo(assessment, "LSCB-01", null, 8, Make.Somebody, Make.Now)).ShouldBe("evidence.withdrawn");
    }

    [Theory]
    [InlineData("", "What it shows.", "evidence.no-title")]
    [InlineData("Audit", " ", "evidence.no-shows")]
    public void An_item_needs_a_title_and_what_it_shows(string title, string shows, string code) => Make.CodeOf(() => EvidenceItem.Add(
        Id<Body>.New(), new EvidenceDescription(title, EvidenceKind.Audit, Make.Today, shows), "a.pdf",
        StoredFile.Of(new string('a', 64), 1, "application/pdf", Make.Now), Make.Somebody, Make.Now)).ShouldBe(code);
}
