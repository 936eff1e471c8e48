using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Reviews;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>The timetable of a review: the lead starts it, the team and the body are asked in turn, and none sees more than its own.</summary>
public sealed class FollowingAReview(PortalFixture portal) : MatterTest(portal)
{
    private const string Quality = "imogen.price";

    [Fact]
    public async Task The_lead_starts_it_from_the_page_of_the_review()
    {
        var lead = await SignedInAs(Lead);
        var form = await (await (await (await lead.Open("/reviews")).Follow("Review of Northshire Safeguarding Children Board")).Follow("Start the timetable of the review")).Submit("Start the timetable");
        form.ShouldShowError("Say what the body should know about the review");

        var started = await form.Submit("Start the timetable", ("What the body should know about the review", "Four inspectors come in the first week."));

        started.ShouldSay("The timetable has started.").ShouldSay("Set up now").ShouldSay("Publication to come").ShouldSay("Tell the director: Review of Northshire Safeguarding Children Board");
        (await (await lead.Open("/reviews")).Follow("Review of Northshire Safeguarding Children Board")).ShouldSay("How far the review is, and who is waited for");
        (await (await SignedInAs(Given.Chair)).Open("/matters")).ShouldSay("Review of Northshire Safeguarding Children Board");
    }

    [Fact]
    public async Task It_is_started_once_and_by_nobody_else()
    {
        await Given.TimetableStarted();

        (await Should.ThrowAsync<RuleBroken>(() => Given.TimetableStarted())).Code.ShouldBe("matter.review-started");
        var review = await Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());
        foreach (var who in new[] { "karl.voss", "owen.hughes", Quality })
        {
            (await (await SignedInAs(who)).Open($"/matters/timetable/{review}")).Status.ShouldBe(HttpStatusCode.NotFound, who);
        }
    }

    [Fact]
    public async Task Due_dates_are_working_days_from_the_first_day()
    {
        var id = await Given.TimetableStarted();
        (await AskedAsync(id)).Single().DueOn.ShouldBe(new DateOnly(2015, 3, 3));

        await Given.Answered(Lead, id, "Told");

        (await AskedAsync(id)).OrderBy(t => t.Post, StringComparer.Ordinal).ShouldBe(
        [
            ("Data officer", "Supply the Annex A lists: Review of Northshire Safeguarding Children Board", new DateOnly(2015, 3, 5)),
            ("Lead inspector", "Offer the opening presentation: Review of Northshire Safeguarding Children Board", new DateOnly(2015, 3, 3)),
        ]);
    }

    [Theory]
    [InlineData(true, "Will present")]
    [InlineData(false, "Declines")]
    public async Task The_slot_for_the_opening_presentation_settles_what_the_timetable_asks_about_it(bool takes, string outcome)
    {
        var id = await Given.TimetableStarted();
        await Given.Answered(Lead, id, "Told");
        var review = await Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());

        await (await (await SignedInAs(Lead)).Open($"/reviews/offer/{review}")).Submit("Offer the slot", ("Day", new DateOnly(2015, 3, 5)), ("Time", "10am"), ("Minutes", "30"));
        var slot = await Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(s => s.Id).SingleAsync());
        (await AskedAsync(id)).Select(t => t.Title).ShouldContain("Opening presentation: Review of Northshire Safeguarding Children Board");
        var chair = await (await SignedInAs(Given.Chair)).Open($"/presentations/opening/{slot}");
        await (takes ? chair.Submit("Send the answer", ("Do you present?", "Yes, we take the slot")) : chair.Submit("Send the answer", ("Do you present?", "No, we decline it"), ("Why?", "Our chair is new.")));

        (await AskedAsync(id)).Select(t => t.Title).ShouldNotContain(t => t.Contains("pening presentation"));
        (await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == id && t.Outcome == outcome).Select(t => t.Comment).SingleAsync())).ShouldBe(takes ? null : "Our chair is new.");
    }

    [Fact]
    public async Task It_goes_through_all_its_stages_with_a_break_a_return_by_moderation_and_a_panel()
    {
        var id = await Given.TimetableStarted();
        foreach (var (who, outcome) in new[]
        {
            (Lead, "Told"), (Lead, "Offered"), (Given.Director, "Will present"), ("aisha.khan", "Supplied"),
            (Lead, "Chosen"), (Given.Director, "Returned"),
            (Lead, "Broken off"), (Lead, "Resumed"), (Lead, "Done"),
            (Lead, "Recorded"), (Lead, "Given"),
            (Quality, "Send back"), (Lead, "Reconsidered"), (Quality, "Take to the panel"), (Quality, "Decided"),
            (Lead, "Drafted"), (Given.Director, "Comments"), (Lead, "Answered"),
            (Quality, "Hold back"), (Lead, "Cleared"), (Quality, "Published"),
            (Given.Director, "Published"), (Given.Director, "Sent"),
        })
        {
            await Given.AnsweredWith(who, id, outcome);
        }

        var matter = await MatterAsync(id);
        (matter.State, matter.Result).ShouldBe((MatterState.Ended, "The report is published and the review is over."));
        var page = await (await SignedInAs(Given.Chair)).Open($"/matters/details/{id}");
        page.ShouldSay("Moderation done").ShouldSay("Afterwards done").ShouldSay("Comments, by Margaret Ellis");
    }

    [Fact]
    public async Task The_director_sees_it_once_asked_and_can_neither_withdraw_nor_move_it()
    {
        var id = await Given.TimetableStarted();
        var director = await SignedInAs(Given.Director);
        (await director.Open($"/matters/details/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Given.Answered(Lead, id, "Told");
        await Given.AnsweredWith(Lead, id, "Offered");

        (await director.Open($"/matters/details/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await director.Open($"/matters/withdraw/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await director.Open($"/matters/move/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Chair)).Open($"/matters/withdraw/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden, "Whose review it is does not end it.");
    }

    [Fact]
    public async Task The_body_follows_its_stages_and_its_own_part_and_nothing_of_what_the_team_says_among_itself()
    {
        const string Thin = "The evidence for inadequate is thin.";
        var id = await Given.TimetableStarted();
        foreach (var (who, outcome) in new[] { (Lead, "Told"), (Lead, "Offered"), (Given.Director, "Will present"), ("aisha.khan", "Supplied"), (Lead, "Chosen"), (Given.Director, "Returned"), (Lead, "Done"), (Lead, "Recorded"), (Lead, "Given") })
        {
            await Given.AnsweredWith(who, id, outcome);
        }

        await Given.Answered(Quality, id, "Send back", Thin);
        var request = await Given.MoreTimeAsked(Lead, id, new DateOnly(2015, 4, 20), Thin);
        var ofTeam = await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == id && db.Posts.Any(p => p.Id == t.PostId && p.Title == "Lead inspector")).Select(t => t.Id).ToListAsync());

        foreach (var who in new[] { Given.Chair, Given.Manager, Given.Director })
        {
            var visitor = await SignedInAs(who);
            foreach (var path in new[] { $"/matters/details/{id}", "/matters", "/inbox" })
            {
                var seen = (await visitor.Open(path)).Text;
                foreach (var word in new[] { Thin, "Reconsider", "Moderate the judgements", "Lena", "Imogen" })
                {
                    seen.ShouldNotContain(word, Case.Sensitive, $"{who} {path}");
                }
            }

            (await visitor.Open($"/matters/details/{request}")).Status.ShouldBe(HttpStatusCode.NotFound, who);
            foreach (var task in ofTeam)
            {
                (await visitor.Open($"/matters/task/{task}")).Status.ShouldBe(HttpStatusCode.NotFound, who);
            }
        }

        (await (await SignedInAs(Given.Chair)).Open($"/matters/details/{id}")).ShouldSay("Moderation now").ShouldSay("Will present, by Margaret Ellis");
        (await (await SignedInAs("karl.voss")).Open($"/matters/details/{id}")).ShouldSay(Thin);
    }

    [Fact]
    public async Task More_time_for_a_task_of_the_review_is_granted_by_its_lead()
    {
        var id = await Given.TimetableStarted();
        await Given.Answered(Lead, id, "Told");

        var request = await Given.MoreTimeAsked("aisha.khan", id, new DateOnly(2015, 3, 10), "Two systems are being joined.");
        (await AskedAsync(request)).Single().Post.ShouldBe("Lead inspector");
        await Given.Answered(Lead, request, "Grant");

        (await AskedAsync(id)).Single(t => t.Post == "Data officer").DueOn.ShouldBe(new DateOnly(2015, 3, 10));
    }
}
