using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Features.Presentations;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>That a body was offered time to present itself is on record, and so is what became of the offer.</summary>
public sealed class OfferingTheSlot(PortalFixture portal) : PortalTest(portal)
{
    private const string Gap = "No slot for an opening presentation has been offered to Northshire Safeguarding Children Board.";
    private const string Lead = "ruth.bannister";
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
        var presentation = await Portal.AsAsync(Given.Manager, async s =>
        {
            var id = await s.GetRequiredService<DrawPresentation>().OfAsync(scene.Id, "Opening presentation", default);
            await s.GetRequiredService<EditPresentation>().ChangeAsync(id, (p, at) => p.HandOver(at), null, default);
            return id;
        });
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
        var given = await record.Submit("Record it", ("Who was there?", "The chair and four inspectors."), ("Slides that were shown", "Opening presentation, handed over on 3 March 2015 at 9.00am"));

        given.ShouldSay("Recorded. The slides stay as they were given.").ShouldSay("The chair and four inspectors.").ShouldSay("3 March 2015 at 9.30am, recorded by Ruth Bannister").ShouldSay("Kept as they were given");
        (await given.Follow("The slides as they were given")).ShouldSay(Given.Answer.Know);
    }

    [Fact]
    public async Task It_is_declined_with_a_reason_and_then_another_can_be_offered()
    {
        var review = await ReviewAsync();
        var lead = await SignedInAs(Lead);
        await OfferedAsync(lead, review);
        var slot = await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.Id).SingleAsync());
        var answer = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");

        (await answer.Submit("Send the answer", ("Do you present?", "No, we decline it"))).ShouldShowError("Say why the body does not present");
        (await answer.Submit("Send the answer", ("Do you present?", "No, we decline it"), ("Why?", Reason))).ShouldSay("Declined");

        var details = await lead.Open($"/reviews/details/{review}");
        details.ShouldSay(Reason).ShouldSay("by Helen Archer, Independent chair");
        (await details.Follow("Offer another slot")).ShouldSay("Every body under review is offered the same");
        (await OfferedAsync(lead, review)).ShouldSay("Offered, not answered yet").ShouldSay(Reason);
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
        (await form.Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 11)), ("Time", "10:00"), ("Minutes", "30"))).ShouldRefuse("A slot was offered already and was not declined.");
    }

    [Fact]
    public async Task Only_the_lead_offers_only_those_who_run_the_body_answer_and_others_see_nothing()
    {
        var review = await ReviewAsync();
        await OfferedAsync(await SignedInAs(Lead), review);
        var slot = await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.Id).SingleAsync());

        (await (await SignedInAs("karl.voss")).Open($"/reviews/offer/{review}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs("karl.voss")).Open($"/reviews/given/{slot}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs(Given.Police)).Open($"/presentations/opening/{slot}")).ShouldSay("It is answered by those who run the self-assessment.").Forms.ShouldBeEmpty();
        foreach (var stranger in new[] { "janet.moss", "robert.fielding" })
        {
            (await (await SignedInAs(stranger)).Open($"/presentations/opening/{slot}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private Task<Id<Review>> ReviewAsync() => Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());

    private static async Task<HtmlPage> OfferedAsync(Visitor lead, Id<Review> review) => await (await lead.Open($"/reviews/offer/{review}"))
        .Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 3)), ("Time", "9.30am"), ("Minutes", "40"));
}
