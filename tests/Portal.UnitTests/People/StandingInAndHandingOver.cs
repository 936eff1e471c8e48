using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.UnitTests.People;

public sealed class StandingInAndHandingOver
{
    private readonly Post post = Post.In(Make.Board(), PostRole.Chair, "Independent chair");

    public StandingInAndHandingOver() => post.Appoint(Make.Chair, Make.Now.AddYears(-1));

    [Fact]
    public void A_post_passes_on_its_day_and_not_before()
    {
        post.PlanHandover(Make.Director, Make.Today.AddDays(7), "Term ends.", Make.Somebody, Make.Now, Make.Today);

        post.HandOverIfDue(Make.Director, Make.Today.AddDays(6), Make.Now.AddDays(6)).ShouldBeFalse();
        post.HandOverIfDue(Make.Director, Make.Today.AddDays(7), Make.Now.AddDays(7)).ShouldBeTrue();
        post.HandOverIfDue(Make.Director, Make.Today.AddDays(7), Make.Now.AddDays(7)).ShouldBeFalse("Once.");

        post.Holdings.Select(h => (h.PersonId, h.Until)).ShouldBe([(Make.Chair.Id, (DateTime?)Make.Now.AddDays(7)), (Make.Director.Id, null)]);
    }

    [Fact]
    public void A_later_plan_takes_the_place_of_the_one_before()
    {
        var first = post.PlanHandover(Make.Director, Make.Today.AddDays(7), "Term ends.", Make.Somebody, Make.Now, Make.Today);
        post.PlanHandover(Person.Named("Joan Ash", "joan@example.org"), Make.Today.AddDays(9), "Joan was chosen.", Make.Somebody, Make.Now, Make.Today);

        first.IsPlanned.ShouldBeFalse();
        post.HandOverIfDue(Make.Director, Make.Today.AddDays(30), Make.Now).ShouldBeFalse();
    }

    [Fact]
    public void Plans_that_make_no_sense_are_refused()
    {
        Should.Throw<RuleBroken>(() => post.PlanHandover(Make.Director, Make.Today.AddDays(-1), "Why.", Make.Somebody, Make.Now, Make.Today));
        Should.Throw<RuleBroken>(() => post.PlanHandover(Make.Chair, Make.Today, "Why.", Make.Somebody, Make.Now, Make.Today));
        Should.Throw<RuleBroken>(() => post.PlanHandover(Make.Director, Make.Today, " ", Make.Somebody, Make.Now, Make.Today));
        Should.Throw<RuleBroken>(() => post.NameDeputy(Make.Chair, Make.Today, Make.Today, Make.Somebody, Make.Now, Make.Today));
        Should.Throw<RuleBroken>(() => post.NameDeputy(Make.Director, Make.Today, Make.Today.AddDays(-1), Make.Somebody, Make.Now, Make.Today));
        Should.Throw<RuleBroken>(() => post.NameDeputy(Make.Director, Make.Today.AddDays(-9), Make.Today.AddDays(-1), Make.Somebody, Make.Now, Make.Today));
    }
}
