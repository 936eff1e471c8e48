using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.Presentations;

public sealed class OfferingTheOpening
{
    private static readonly DateTime Slot = Make.Now.AddDays(7);
    private static readonly DateTime Other = Slot.AddDays(1);
    private static readonly Body _board = Make.Board();
    private static readonly Review _review = Review.SetUp(_board, "Review of Northshire", Make.Today);

    [Fact]
    public void An_offer_is_taken_and_given_with_who_was_there()
    {
        var slot = Taken();

        slot.Give(Slot, "The chair, and four inspectors.", null, Make.Director, Slot.AddHours(1));

        (slot.State, slot.AnsweredBy, slot.Present, slot.GivenAt, slot.PresentationId).ShouldBe((OpeningState.Given, "Helen Archer", "The chair, and four inspectors.", Slot, null));
    }

    [Fact]
    public void It_is_declined_with_a_reason_also_after_it_was_taken_and_then_another_can_be_offered()
    {
        var slot = Taken();

        Make.CodeOf(() => slot.Decline(0, " ", Make.Chair, "Chair", Make.Now)).ShouldBe("opening.nothing-said");
        slot.Decline(0, "The chair is ill.", Make.Chair, "Chair", Make.Now);

        (slot.DeclineReason, slot.Stands).ShouldBe(("The chair is ill.", false));
        OpeningSlot.Offer(_review, [slot], Other, 20, Make.Director, Make.Now).State.ShouldBe(OpeningState.Offered);
    }

    [Fact]
    public void It_is_withdrawn_with_a_reason_also_after_its_time_and_then_another_can_be_offered()
    {
        var slot = Offered();

        Make.CodeOf(() => slot.Withdraw(0, " ", Make.Director, Make.Now)).ShouldBe("opening.nothing-said");
        slot.Withdraw(0, "The review was put off.", Make.Director, Slot.AddDays(1));

        (slot.State, slot.WithdrawalReason, slot.WithdrawnBy, slot.WithdrawnAt, slot.Stands).ShouldBe((OpeningState.Withdrawn, "The review was put off.", "Margaret Ellis", Slot.AddDays(1), false));
        OpeningSlot.Offer(_review, [slot], Other.AddDays(7), 20, Make.Director, Other).Stands.ShouldBeTrue();
    }

    [Fact]
    public void It_is_moved_with_a_reason_the_earlier_time_stays_and_the_body_answers_anew()
    {
        var slot = Taken();
        Make.CodeOf(() => slot.Move(0, Other, 40, null, Make.Director, Make.Now)).ShouldBe("opening.nothing-said");

        slot.Move(0, Other, 40, "The team comes later.", Make.Director, Make.Now);
        slot.Move(0, Other.AddDays(1), 40, "Snow.", Make.Director, Make.Now.AddHours(1));

        slot.EarlierTimes.ShouldBe(
        [
            new EarlierTime(Slot, 30, "Helen Archer, Chair", Make.Now, "Margaret Ellis", "The team comes later."),
            new EarlierTime(Other, 40, null, Make.Now.AddHours(1), "Margaret Ellis", "Snow."),
        ]);
        (slot.State, slot.StartsAt, slot.Minutes, slot.AnsweredBy, slot.AnsweredPost, slot.AnsweredAt).ShouldBe((OpeningState.Offered, Other.AddDays(1), 40, null, null, null));
        slot.Take(0, Make.Chair, "Chair", Make.Now);
        slot.State.ShouldBe(OpeningState.Taken);
    }

    [Fact]
    public void It_is_moved_to_another_time_in_the_future_and_of_a_length_that_can_be_used()
    {
        var slot = Offered();

        Make.CodeOf(() => slot.Move(0, Slot, 30, "Again.", Make.Director, Make.Now)).ShouldBe("opening.same-time");
        Make.CodeOf(() => slot.Move(0, Make.Now, 30, "Now.", Make.Director, Make.Now)).ShouldBe("opening.past");
        Make.CodeOf(() => slot.Move(0, Other, 241, "Long.", Make.Director, Make.Now)).ShouldBe("opening.minutes");
        slot.EarlierTimes.ShouldBeEmpty();
        slot.Move(0, Other, 30, "Nobody answered in time.", Make.Director, Slot.AddHours(1));
        slot.StartsAt.ShouldBe(Other);
    }

    [Fact]
    public void What_is_settled_is_not_moved_withdrawn_or_answered()
    {
        var (declined, withdrawn, given) = (Offered(), Offered(), Taken());
        declined.Decline(0, "No.", Make.Chair, "Chair", Make.Now);
        withdrawn.Withdraw(0, "No.", Make.Director, Make.Now);
        given.Give(Slot, "All.", null, Make.Director, Slot);

        foreach (var slot in new[] { declined, withdrawn, given })
        {
            Make.CodeOf(() => slot.Move(0, Other, 30, "Moved.", Make.Director, Make.Now)).ShouldBe("opening.settled");
            Make.CodeOf(() => slot.Withdraw(0, "Withdrawn.", Make.Director, Make.Now)).ShouldBe("opening.settled");
            Make.CodeOf(() => slot.Take(0, Make.Chair, "Chair", Make.Now)).ShouldBe("opening.settled");
            Make.CodeOf(() => slot.Decline(0, "No.", Make.Chair, "Chair", Make.Now)).ShouldBe("opening.settled");
            Make.CodeOf(() => slot.Give(Slot, "All.", null, Make.Director, Slot)).ShouldBe("opening.not-taken");
        }

        Make.CodeOf(() => OpeningSlot.Offer(_review, [given], Other, 30, Make.Director, Make.Now)).ShouldBe("opening.offered-already");
    }

    [Fact]
    public void One_offer_stands_at_a_time_in_the_future_and_of_a_length_that_can_be_used()
    {
        Make.CodeOf(() => OpeningSlot.Offer(_review, [Offered()], Slot, 30, Make.Director, Make.Now)).ShouldBe("opening.offered-already");
        Make.CodeOf(() => OpeningSlot.Offer(_review, [Taken()], Slot, 30, Make.Director, Make.Now)).ShouldBe("opening.offered-already");
        Make.CodeOf(() => OpeningSlot.Offer(_review, [], Make.Now, 30, Make.Director, Make.Now)).ShouldBe("opening.past");
        Make.CodeOf(() => OpeningSlot.Offer(_review, [], Slot, 4, Make.Director, Make.Now)).ShouldBe("opening.minutes");
        Make.CodeOf(() => OpeningSlot.Offer(_review, [], Slot, 241, Make.Director, Make.Now)).ShouldBe("opening.minutes");
    }

    [Fact]
    public void Once_its_time_has_come_it_is_neither_taken_nor_declined()
    {
        var (offered, taken) = (Offered(), Taken());

        Make.CodeOf(() => offered.Take(0, Make.Chair, "Chair", Slot)).ShouldBe("opening.passed");
        Make.CodeOf(() => offered.Decline(0, "Too late.", Make.Chair, "Chair", Slot)).ShouldBe("opening.passed");
        Make.CodeOf(() => taken.Decline(0, "Too late.", Make.Chair, "Chair", Slot)).ShouldBe("opening.passed");
        (offered.CanBeAnswered(Slot.AddTicks(-1)), offered.CanBeAnswered(Slot), offered.State, taken.State).ShouldBe((true, false, OpeningState.Offered, OpeningState.Taken));
    }

    [Fact]
    public void Nobody_answers_an_offer_that_is_not_as_it_was_shown()
    {
        var slot = Offered();

        Make.CodeOf(() => slot.Take(1, Make.Chair, "Chair", Make.Now)).ShouldBe("opening.changed");
        Make.CodeOf(() => slot.Decline(1, "No.", Make.Chair, "Chair", Make.Now)).ShouldBe("opening.changed");
        slot.State.ShouldBe(OpeningState.Offered);
    }

    [Fact]
    public void What_was_not_taken_lies_in_the_future_or_before_its_time_was_not_given()
    {
        Make.CodeOf(() => Offered().Give(Slot, "All.", null, Make.Director, Slot)).ShouldBe("opening.not-taken");

        var slot = Taken();
        Make.CodeOf(() => slot.Give(Slot, "All.", null, Make.Director, Make.Now)).ShouldBe("opening.future");
        Make.CodeOf(() => slot.Give(Slot.AddMinutes(-1), "All.", null, Make.Director, Other)).ShouldBe("opening.before-time");
        Make.CodeOf(() => slot.Give(Slot, " ", null, Make.Director, Slot)).ShouldBe("opening.nothing-said");
        Make.CodeOf(() => slot.Take(0, Make.Chair, "Chair", Make.Now)).ShouldBe("opening.settled");
    }

    [Fact]
    public void What_was_recorded_is_put_right_with_a_reason_as_it_was_shown_and_by_the_rules_it_was_recorded_by()
    {
        var slot = Taken();
        Make.CodeOf(() => slot.Correct(0, Slot, "All.", null, "Mistaken.", Make.Director, Other)).ShouldBe("opening.not-given");
        slot.Give(Slot, "All.", null, Make.Director, Slot);

        Make.CodeOf(() => slot.Correct(1, Slot, "Two.", null, "Mistaken.", Make.Director, Other)).ShouldBe("opening.changed");
        Make.CodeOf(() => slot.Correct(0, Slot, "Two.", null, " ", Make.Director, Other)).ShouldBe("opening.nothing-said");
        Make.CodeOf(() => slot.Correct(0, Slot.AddMinutes(-1), "Two.", null, "Mistaken.", Make.Director, Other)).ShouldBe("opening.before-time");
        Make.CodeOf(() => slot.Correct(0, Slot, "All.", null, "Mistaken.", Make.Director, Other)).ShouldBe("opening.same-record");
        slot.Correct(0, Slot.AddMinutes(10), "Two.", null, " Mistaken. ", Make.Chair, Other).ShouldBe("Mistaken.");

        (slot.State, slot.GivenAt, slot.Present, slot.RecordedBy).ShouldBe((OpeningState.Given, Slot.AddMinutes(10), "Two.", Make.Chair.Name));
    }

    [Fact]
    public void The_slides_that_are_kept_were_handed_over_to_this_review_by_then()
    {
        var slot = Taken();
        var (unready, late, elsewhere, own) = (Drawn(), Drawn(), Drawn(), Drawn());
        late.HandOver(0, _review, SecurityMarking.Official, Slot.AddMinutes(1));
        elsewhere.HandOver(0, Review.SetUp(_board, "An earlier review", Make.Today), SecurityMarking.Official, Make.Now);
        own.HandOver(0, _review, SecurityMarking.Official, Make.Now);

        foreach (var other in new[] { unready, late, elsewhere })
        {
            Make.CodeOf(() => slot.Give(Slot, "All.", other, Make.Director, Slot)).ShouldBe("opening.not-handed-over");
        }

        slot.Give(Slot, "All.", own, Make.Director, Slot);
        slot.PresentationId.ShouldBe(own.Id);
    }

    private static Presentation Drawn() => Presentation.Draw(Make.SignedVersion(Make.Assessment(_board.Id)), "Ours", [new DrawnSlide(SlideKind.Title, "T", [])], Make.Now);

    private static OpeningSlot Offered() => OpeningSlot.Offer(_review, [], Slot, 30, Make.Director, Make.Now);

    private static OpeningSlot Taken()
    {
        var slot = Offered();
        slot.Take(0, Make.Chair, "Chair", Make.Now);
        return slot;
    }
}
