using Portal.Domain.People;
using Portal.Domain.Reviews;

namespace Portal.UnitTests.Reviews;

public sealed class JoiningAReview
{
    [Fact]
    public void A_person_joins_once_and_only_as_a_reviewer()
    {
        var review = Review.SetUp(Make.Board(), "Review of Northshire", Make.Today);

        review.Join(Make.Chair, PostRole.LeadInspector);
        review.Join(Make.Chair, PostRole.Inspector);

        review.Team.Select(m => m.Role).ShouldBe([PostRole.LeadInspector]);
        Make.CodeOf(() => review.Join(Make.Director, PostRole.Chair)).ShouldBe("review.not-a-reviewer");
    }
}
