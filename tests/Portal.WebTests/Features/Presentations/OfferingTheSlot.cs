using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Features.People;
using Portal.Web.Features.Reviews;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>That a body was offered time to present itself is on record, and so is what became of the offer.</summary>
public sealed class OfferingTheSlot(PortalFixture portal) : PortalTest(portal)
{
    private const string Gap = "No slot for an opening presentation has been offered to Northshire Safeguarding Children Board.";
    private const string Lead = "ruth.bannister";
    private const string OfferedAlready = "A slot was offered already. Move it to another time, or withdraw it before you offer another.";
    private const string Reason = "The chair is away. <b>Diolch</b> شكرا 🙂";

    [Fact]
    public async Task A_missing_offer_is_a_gap_that_the_whole_team_sees()
    {
        var review = await ReviewAsync();

        foreach (var who in new[] { Lead, "karl.voss" })
        {
            (await (await SignedInAs(who)).Open($"/reviews/details/{review}")).ShouldSay(Gap);
            (await (await SignedInAs(who)).Open("/reviews")).ShouldSay("Not offered");
        }
    }

    [Fact]
    public async Task It_is_offered_taken_given_and_the_slides_are_kept()
    {
        var scene = await Given.Packed();
        await Given.HandedOver(await Given.Drawn(scene));
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);

        var offered = await OfferedAsync(lead, review);
        offered.ShouldSay("Offered, not answered yet").ShouldSay("3 March 2015 at 9.30am, 40 minutes").ShouldSay("by Ruth Bannister").Text.ShouldNotContain(Gap);
        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.Contains("slot")).ToListAsync());
        mails.Select(m => m.Address).ShouldBe(["helen.archer@demo.example", "tom.whitfield@demo.example"], ignoreOrder: true);

        var answer = await (await (await SignedInAs(Given.Manager)).Open("/presentations")).Follow("Review of Northshire Safeguarding Children Board, 3 March 2015 at 9.30am");
        (await answer.Submit("Send the answer")).ShouldShowError("Choose whether you present");
        (await answer.Submit("Send the answer", ("Do you present?", "Yes, we take the slot"))).ShouldSay("Taken. The review team is told.");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.Contains("has answered")))).ShouldBe(3);

        Portal.Clock.Advance(TimeSpan.FromHours(1));
        lead = await SignedInAs(Lead);
        var record = await (await lead.Open($"/reviews/details/{review}")).Follow("Record that it was given");
        (await record.Submit("Record it")).ShouldShowError("Say who was there");
        (await record.Submit("Record it", ("Time", "9.29am"), ("Who was there?", "All."))).ShouldShowError("It cannot have been given before the time of the slot.").Value("Time").ShouldBe("9.29am");
        var given = await record.Submit("Record it", ("Time", "9.30am"), ("Who was there?", "The chair and four inspectors."), ("Slides that were shown", "Opening presentation, handed over on 3 March 2015 at 9.00am"));

        given.ShouldSay("Recorded. The slides stay as they were given.").ShouldSay("The chair and four inspectors.").ShouldSay("3 March 2015 at 9.30am, recorded by Ruth Bannister").ShouldSay("Kept as they were given");
        (await given.Follow("The slides as they were given")).ShouldSay(Given.Answer.Know);
    }

    [Fact]
    public async Task What_was_recorded_as_given_is_put_right_with_a_reason_and_what_was_there_before_stays_on_the_trail()
    {
        var scene = await Given.Packed();
        await Given.HandedOver(await Given.Drawn(scene));
        var review = await ReviewAsync();
        await OfferedAsync(await SignedInAs(Lead), review);
        var slot = await SlotAsync();
        await (await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}")).Submit("Send the answer", ("Do you present?", "Yes, we take the slot"));
        Portal.Clock.Advance(TimeSpan.FromHours(2));
        await Portal.AsAsync(Lead, s => s.GetRequiredService<OfferOpening>().GivenAsync(slot, PortalFixture.Start.UtcDateTime.AddMinutes(30), "The chair alone.", null, default));
        var lead = await SignedInAs(Lead);

        var form = await (await lead.Open($"/reviews/details/{review}")).Follow("Correct what is recorded");
        form.Value("Who was there?").ShouldBe("The chair alone.");
        (await form.Submit("Correct it", ("Who was there?", "The chair and four inspectors."))).ShouldShowError("Say why the record is corrected.");
        (await form.Submit("Correct it", ("Who was there?", "The chair alone."), ("Why is it corrected?", Reason))).ShouldShowError("This is what is recorded already.");
        var corrected = await form.Submit(
            "Correct it", ("Time", "9.40am"), ("Who was there?", "The chair and four inspectors."), ("Slides that were shown", "Opening presentation, handed over on 3 March 2015 at 9.00am"), ("Why is it corrected?", Reason));

        corrected.ShouldSay("Corrected. What was recorded before is on the trail.").ShouldSay("The chair and four inspectors.").ShouldSay("3 March 2015 at 9.40am").ShouldSay("Kept as they were given");
        (await form.Submit("Correct it", ("Who was there?", "Nobody."), ("Why is it corrected?", Reason))).ShouldRefuse("This offer was answered or changed meanwhile. Read it again before you go on.");
        var recorded = await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "opening-corrected").Select(a => a.Reason!).SingleAsync());
        foreach (var part in new[] { "9.30am", "no slides of the portal", "The chair alone.", "9.40am", "“Opening presentation”", "The chair and four inspectors.", Reason })
        {
            recorded.ShouldContain(part);
        }

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("was corrected")).Select(m => m.Address).ToListAsync()))
            .ShouldBe(["helen.archer@demo.example", "tom.whitfield@demo.example"], ignoreOrder: true);
        (await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}")).ShouldSay("The chair and four inspectors.");
    }

    [Fact]
    public async Task It_is_declined_with_a_reason_and_then_another_can_be_offered()
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        await OfferedAsync(lead, review);
        var slot = await SlotAsync();
        var answer = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");

        (await answer.Submit("Send the answer", ("Do you present?", "No, we decline it"))).ShouldShowError("Say why the body does not present");
        (await answer.Submit("Send the answer", ("Do you present?", "No, we decline it"), ("Why?", Reason))).ShouldSay("Declined");

        var details = await lead.Open($"/reviews/details/{review}");
        details.ShouldSay(Reason).ShouldSay("by Helen Archer, Independent chair");
        (await details.Follow("Offer another slot")).ShouldSay("Every body under review is offered the same");
        (await OfferedAsync(lead, review)).ShouldSay("Offered, not answered yet").ShouldSay(Reason);
    }

    [Fact]
    public async Task Moved_answered_and_withdrawn_it_is_told_to_whoever_stands_in_too_and_calendars_follow()
    {
        var review = await ReviewAsync();
        await Portal.AsAsync(Given.Chair, async s =>
        {
            var (post, person) = await Portal.ReadAsync(async db => (
                await db.Posts.Where(p => p.Title == "Independent chair" && db.Bodies.Any(b => b.Id == p.BodyId && b.Code == "demo-northshire-board")).Select(p => p.Id).SingleAsync(),
                await db.People.Where(p => p.Email.StartsWith("samuel.okafor")).Select(p => p.Id).SingleAsync()));
            await s.GetRequiredService<ChangePost>().NameDeputyAsync(post, person, new DateOnly(2015, 3, 3), new DateOnly(2015, 3, 10), default);
        });
        await OfferedAsync(await SignedInAs(Lead), review);
        var slot = await SlotAsync();
        await Portal.AsAsync(Lead, async s => await s.GetRequiredService<OfferOpening>().MoveAsync(slot, await VersionAsync(slot), PortalFixture.Start.UtcDateTime.AddDays(1), 20, "Snow.", default));
        await (await (await SignedInAs(Given.Manager)).Open($"/presentations/opening/{slot}")).Submit("Send the answer", ("Do you present?", "No, we decline it"), ("Why?", "The chair is away."));

        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Thread == slot.ToString()).OrderBy(m => m.WrittenAt).ThenBy(m => m.Address).ToListAsync());
        string[] body = ["helen.archer@demo.example", "samuel.okafor@demo.example", "tom.whitfield@demo.example"];
        foreach (var what in new[] { "is offered", "was moved", "was declined" })
        {
            mails.Where(m => m.Subject.EndsWith(what, StringComparison.Ordinal)).Select(m => m.Address).ShouldBe(body, what);
        }

        mails.Where(m => m.Name == "Samuel Okafor").ShouldAllBe(m => m.Text.Contains("in the place of Helen Archer, because you stand in as Independent chair.", StringComparison.Ordinal));
        var answered = mails.Where(m => m.Subject.EndsWith("has answered", StringComparison.Ordinal)).ToList();
        answered.Count.ShouldBe(3);
        answered.ShouldAllBe(m => m.Text.Contains("on 4 March 2015 at 9.00am, for 20 minutes:\n\nThe chair is away.", StringComparison.Ordinal) && m.BodyId == null);
        foreach (var declined in mails.Where(m => m.Subject.EndsWith("was declined", StringComparison.Ordinal)).Concat(answered))
        {
            var calendar = await ReadCalendar.OfAsync(declined.Calendar!);
            (calendar.Method, calendar.Events.Single().Sequence).ShouldBe(("CANCEL", 2));
        }
    }

    [Fact]
    public async Task It_is_offered_once_in_the_future_and_what_was_typed_stays()
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        var form = await lead.Open($"/reviews/offer/{review}");

        (await form.Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 2)), ("Time", "9.30am"))).ShouldShowError("The slot must be in the future.").Value("Time").ShouldBe("9.30am");
        (await form.Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 3)), ("Time", "noon"), ("Minutes", "1"))).ShouldShowError("Enter a time, such as 9:30").ShouldShowError("The slot must be 5 to 240 minutes");
        await OfferedAsync(lead, review);
        (await form.Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 11)), ("Time", "10:00"), ("Minutes", "30"))).ShouldRefuse(OfferedAlready);
    }

    [Fact]
    public async Task It_is_moved_with_a_reason_the_earlier_time_stays_and_the_body_answers_anew()
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        await OfferedAsync(lead, review);
        var slot = await SlotAsync();
        var chair = await SignedInAs(Given.Chair);
        var answer = await chair.Open($"/presentations/opening/{slot}");
        await answer.Submit("Send the answer", ("Do you present?", "Yes, we take the slot"));

        var form = await (await lead.Open($"/reviews/details/{review}")).Follow("Move the slot to another time");
        (await form.Submit("Continue", ("Day", new DateOnly(2015, 3, 2)))).ShouldShowError("Say why the slot is moved").Value("Time").ShouldBe("09:30");
        (await form.Submit("Continue", ("Day", new DateOnly(2015, 3, 2)), ("Why is it moved?", Reason))).ShouldShowError("The slot must be in the future.").Value("Why is it moved?").ShouldBe(Reason);
        (await form.Submit("Continue", ("Day", new DateOnly(2015, 3, 3)), ("Why is it moved?", Reason))).ShouldShowError("This is the time that is offered now. Enter another.");
        var check = await form.Submit("Continue", ("Day", new DateOnly(2015, 3, 4)), ("Time", "2pm"), ("Minutes", "20"), ("Why is it moved?", Reason));
        check.ShouldSay("3 March 2015 at 9.30am, 40 minutes").ShouldSay("4 March 2015 at 2.00pm, 20 minutes").ShouldSay(Reason);
        (await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.Minutes).SingleAsync())).ShouldBe(40, "Nothing is moved before it is confirmed.");
        var moved = await check.Submit("Move the slot");

        foreach (var page in new[] { moved, await chair.Open($"/presentations/opening/{slot}") })
        {
            page.ShouldSay("Offered, not answered yet").ShouldSay("4 March 2015 at 2.00pm, 20 minutes").ShouldSay("From 3 March 2015 at 9.30am, 40 minutes, which Helen Archer, Independent chair, had taken").ShouldSay("by Ruth Bannister").ShouldSay(Reason);
        }

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("was moved")).ToListAsync())).Select(m => m.Address)
            .ShouldBe(["helen.archer@demo.example", "tom.whitfield@demo.example"], ignoreOrder: true);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "opening-moved"))).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_answers_a_time_that_was_moved_meanwhile_is_shown_the_new_one_first()
    {
        await OfferedAsync(await SignedInAs(Lead), await ReviewAsync());
        var slot = await SlotAsync();
        var answer = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");
        await Portal.AsAsync(Lead, async s => await s.GetRequiredService<OfferOpening>().MoveAsync(slot, await VersionAsync(slot), PortalFixture.Start.UtcDateTime.AddDays(1), 20, "Snow.", default));

        var refused = await answer.Submit("Send the answer", ("Do you present?", "Yes, we take the slot"));

        refused.ShouldRefuse("This offer was answered or changed meanwhile. Read it again before you go on.").ShouldSay("Snow.").ShouldSay("Offered, not answered yet");
        (await refused.Submit("Send the answer", ("Do you present?", "Yes, we take the slot"))).ShouldSay("Taken. The review team is told.");
    }

    [Theory]
    [InlineData("Move the slot to another time", "Why is it moved?", "Move the slot")]
    [InlineData("Withdraw the offer", "Why is it withdrawn?", "Withdraw the offer")]
    public async Task Whoever_changes_an_offer_that_was_answered_meanwhile_reads_the_answer_first(string link, string why, string button)
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        await OfferedAsync(lead, review);
        var form = await (await lead.Open($"/reviews/details/{review}")).Follow(link);
        var check = link.StartsWith("Move", StringComparison.Ordinal)
            ? await form.Submit("Continue", ("Day", new DateOnly(2015, 3, 4)), (why, Reason))
            : await form.Submit("Continue", (why, Reason));
        await (await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{await SlotAsync()}")).Submit("Send the answer", ("Do you present?", "Yes, we take the slot"));

        var refused = await check.Submit(button);

        refused.ShouldRefuse("This offer was answered or changed meanwhile. Read it again before you go on.").Value(why).ShouldBe(Reason);
        (await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.State).SingleAsync())).ShouldBe(OpeningState.Taken);
        (await (await refused.Submit("Continue")).Submit(button)).Status.ShouldBe(HttpStatusCode.OK);
        (await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.State).SingleAsync())).ShouldNotBe(OpeningState.Taken);
    }

    [Fact]
    public async Task It_is_withdrawn_with_a_reason_and_then_another_can_be_offered()
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        await OfferedAsync(lead, review);
        var slot = await SlotAsync();

        var form = await (await lead.Open($"/reviews/details/{review}")).Follow("Withdraw the offer");
        (await form.Submit("Continue")).ShouldShowError("Say why the offer is withdrawn");
        var check = await form.Submit("Continue", ("Why is it withdrawn?", Reason));
        check.ShouldSay(Reason).ShouldSay("Offered, not answered yet");
        var withdrawn = await check.Submit("Withdraw the offer");

        withdrawn.ShouldSay("Withdrawn").ShouldSay(Reason).ShouldSay("Offer another slot");
        var seen = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");
        seen.ShouldSay("by Ruth Bannister").ShouldSay(Reason).Forms.ShouldBeEmpty();
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.EndsWith("was withdrawn")))).ShouldBe(2);
        (await check.Submit("Withdraw the offer")).ShouldRefuse("This offer was withdrawn.");
        (await OfferedAsync(lead, review)).ShouldSay("Offered, not answered yet").ShouldSay(Reason);
    }

    [Fact]
    public async Task Once_its_time_has_passed_nobody_answers_it_and_the_lead_moves_it()
    {
        var review = await ReviewAsync();
        await OfferedAsync(await SignedInAs(Lead), review);
        var slot = await SlotAsync();
        var answer = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");
        Portal.Clock.Advance(TimeSpan.FromMinutes(30));

        (await answer.Submit("Send the answer", ("Do you present?", "Yes, we take the slot"))).ShouldRefuse("The time of this slot has passed. Whoever leads the review moves it or withdraws it.").Forms.ShouldBeEmpty();
        (await answer.Submit("Send the answer", ("Do you present?", "No, we decline it"), ("Why?", "Too late."))).Status.ShouldBe(HttpStatusCode.Conflict);

        await Portal.AsAsync(Lead, async s => await s.GetRequiredService<OfferOpening>().MoveAsync(slot, await VersionAsync(slot), PortalFixture.Start.UtcDateTime.AddDays(1), 20, "Nobody answered.", default));
        (await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}")).Forms.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_many_offers_at_the_same_moment_one_stands_and_the_others_are_told_so()
    {
        var review = await ReviewAsync();
        Task OfferAsync() => Portal.AsAsync(Lead, s => s.GetRequiredService<OfferOpening>().ForAsync(review, PortalFixture.Start.UtcDateTime.AddDays(1), 30, default));

        var ends = await AtOnce.DoAsync(OfferAsync, OfferAsync, OfferAsync, OfferAsync);

        ends.Count(e => e is null).ShouldBe(1);
        ends.OfType<RuleBroken>().Select(r => r.Message).ShouldBe([OfferedAlready, OfferedAlready, OfferedAlready]);
        (await Portal.ReadAsync(db => db.Set<OpeningSlot>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_database_itself_holds_one_offer_that_stands()
    {
        await OfferedAsync(await SignedInAs(Lead), await ReviewAsync());

        var second = await Record.ExceptionAsync(() => Portal.ReadAsync(async db =>
        {
            db.Add(OpeningSlot.Offer(await db.Reviews.SingleAsync(r => r.Title.StartsWith("Review of Northshire")), [], PortalFixture.Start.UtcDateTime.AddDays(1), 30, await db.People.FirstAsync(), PortalFixture.Start.UtcDateTime));
            return await db.SaveChangesAsync();
        }));

        Conflicts.IsLostRace(second.ShouldNotBeNull()).ShouldBeTrue();
    }

    [Fact]
    public async Task Only_the_lead_offers_only_those_who_run_the_body_answer_and_others_see_nothing()
    {
        var review = await ReviewAsync();
        await OfferedAsync(await SignedInAs(Lead), review);
        var slot = await SlotAsync();

        (await (await SignedInAs("karl.voss")).Open($"/reviews/offer/{review}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var act in new[] { "given", "move-opening", "withdraw-opening" })
        {
            (await (await SignedInAs("karl.voss")).Open($"/reviews/{act}/{slot}")).Status.ShouldBe(HttpStatusCode.NotFound, act);
            (await (await SignedInAs(Given.Chair)).Open($"/reviews/{act}/{slot}")).Status.ShouldBe(HttpStatusCode.Forbidden, act);
        }

        (await Record.ExceptionAsync(() => Portal.AsAsync("karl.voss", s => s.GetRequiredService<OfferOpening>().WithdrawAsync(slot, 0, "Mine.", default)))).ShouldBeOfType<Forbidden>();
        (await (await SignedInAs(Given.Police)).Open($"/presentations/opening/{slot}")).ShouldSay("It is answered by those who run the self-assessment.").Forms.ShouldBeEmpty();
        foreach (var stranger in new[] { "janet.moss", "robert.fielding" })
        {
            (await (await SignedInAs(stranger)).Open($"/presentations/opening/{slot}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private Task<int> VersionAsync(Id<OpeningSlot> slot) => Portal.ReadAsync(db => db.Set<OpeningSlot>().Where(s => s.Id == slot).Select(s => s.Version).SingleAsync());

    private Task<Id<OpeningSlot>> SlotAsync() => Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.Id).SingleAsync());

    private Task<Id<Review>> ReviewAsync() => Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());

    private static async Task<HtmlPage> OfferedAsync(Visitor lead, Id<Review> review) => await (await lead.Open($"/reviews/offer/{review}"))
        .Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 3)), ("Time", "9.30am"), ("Minutes", "40"));
}
