using Portal.Domain.Presentations;
using Portal.Domain.Reviews;

namespace Portal.UnitTests.Presentations;

public sealed class OfferingTheOpening
{
    private static readonly DateTime Slot = Make.Now.AddDays(7);

    [Fact]
    public void An_offer_is_taken_and_given_with_who_was_there()
    {
        var slot = Offered();

        slot.Take(Make.Chair, "Chair", Make.Now);
        slot.Give(Slot, "The chair, and four inspectors.", null, Make.Director, Slot.AddHours(1));

        (slot.State, slot.AnsweredBy, slot.Present, slot.GivenAt, slot.PresentationId).ShouldBe((OpeningState.Given, "Helen Archer", "The chair, and four inspectors.", Slot, null));
    }

    [Fact]
    public void It_is_declined_with_a_reason_also_after_it_was_taken_and_then_another_can_be_offered()
    {
        var slot = Offered();
        slot.Take(Make.Chair, "Chair", Make.Now);

        Make.CodeOf(() => slot.Decline(" ", Make.Chair, "Chair", Make.Now)).ShouldBe("opening.no-reason");
        slot.Decline("The chair is ill.", Make.Chair, "Chair", Make.Now);

        slot.DeclineReason.ShouldBe("The chair is ill.");
        OpeningSlot.Offer(Review(), [slot], Slot.AddDays(1), 20, Make.Director, Make.Now).State.ShouldBe(OpeningState.Offered);
    }

    [Fact]
    public void One_offer_stands_at_a_time_in_the_future_and_of_a_length_that_can_be_used()
    {
        Make.CodeOf(() => OpeningSlot.Offer(Review(), [Offered()], Slot, 30, Make.Director, Make.Now)).ShouldBe("opening.offered-already");
        Make.CodeOf(() => OpeningSlot.Offer(Review(), [], Make.Now, 30, Make.Director, Make.Now)).ShouldBe("opening.past");
        Make.CodeOf(() => OpeningSlot.Offer(Review(), [], Slot, 4, Make.Director, Make.Now)).ShouldBe("opening.minutes");
        Make.CodeOf(() => OpeningSlot.Offer(Review(), [], Slot, 241, Make.Director, Make.Now)).ShouldBe("opening.minutes");
    }

    [Fact]
    public void What_was_not_taken_or_lies_in_the_future_was_not_given()
    {
        var slot = Offered();
        Make.CodeOf(() => slot.Give(Slot, "All.", null, Make.Director, Slot)).ShouldBe("opening.not-taken");

        slot.Take(Make.Chair, "Chair", Make.Now);
        Make.CodeOf(() => slot.Give(Slot, "All.", null, Make.Director, Make.Now)).ShouldBe("opening.future");
        Make.CodeOf(() => slot.Give(Slot, " ", null, Make.Director, Slot)).ShouldBe("opening.nobody");
        Make.CodeOf(() => slot.Take(Make.Chair, "Chair", Make.Now)).ShouldBe("opening.answered");
    }

    [Fact]
    public void The_slides_that_are_kept_are_those_of_the_body_and_can_change_no_more()
    {
        var slot = Offered();
        slot.Take(Make.Chair, "Chair", Make.Now);
        var others = Presentation.Draw(Make.SignedVersion(Make.Assessment()), "Theirs", [new DrawnSlide(SlideKind.Title, "T", [])], Make.Now);

        Make.CodeOf(() => slot.Give(Slot, "All.", others, Make.Director, Slot)).ShouldBe("opening.not-handed-over");
        others.HandOver(Make.Now);
        Make.CodeOf(() => slot.Give(Slot, "All.", others, Make.Director, Slot)).ShouldBe("opening.not-handed-over");
        var own = Presentation.Draw(Make.SignedVersion(Make.Assessment(slot.BodyId)), "Ours", [new DrawnSlide(SlideKind.Title, "T", [])], Make.Now);
        own.HandOver(Make.Now);
        slot.Give(Slot, "All.", own, Make.Director, Slot);
        slot.PresentationId.ShouldBe(own.Id);
    }

    private static Review Review() => Domain.Reviews.Review.SetUp(Make.Board(), "Review of Northshire", Make.Today);

    private static OpeningSlot Offered() => OpeningSlot.Offer(Review(), [], Slot, 30, Make.Director, Make.Now);
}
