using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Features.Matters;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>A later due date: asked for, granted, declined, asked back about, passed over.</summary>
public sealed class AskingForMoreTime(PortalFixture portal) : MatterTest(portal)
{
    private static readonly DateOnly _asked = new(2015, 4, 17);

    [Fact]
    public async Task It_is_asked_from_the_inbox_and_when_it_is_granted_the_task_and_its_days_of_grace_move()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var police = await SignedInAs(Given.Police);
        var form = await (await police.Open("/inbox")).Follow("Ask for more time for Provide evidence: Strategy meetings");
        var check = await form.Submit("Continue", ("What day do you ask for?", _asked), ("Why is more time needed?", "The officer is away."));
        check.ShouldSay("31 March 2015").ShouldSay("17 April 2015").ShouldSay("The officer is away.");
        (await check.Submit("Ask for more time")).ShouldSay("Your request was sent. The due date stays until it is granted.");
        (await AskedAsync(id)).Single().DueOn.ShouldBe(new DateOnly(2015, 3, 31));

        var manager = await SignedInAs(Given.Manager);
        var decision = await (await manager.Open("/inbox")).Follow("More time asked for: Provide evidence: Strategy meetings");
        (await decision.Submit("Send the answer", ("Your answer", "Grant"))).ShouldSay("More time was granted; the due date was moved.");

        (await AskedAsync(id)).Single().DueOn.ShouldBe(_asked);
        (await TimersAsync(id)).ShouldBe([new DateTime(2015, 4, 24, 23, 0, 0, DateTimeKind.Utc)]);
        await ItBecomesAsync(new DateTime(2015, 4, 20, 9, 0, 0, DateTimeKind.Utc));
        (await AskedAsync(id)).Single().Post.ShouldBe("Northshire Police", "The old days of grace are over, the new ones are not.");
    }

    [Theory]
    [InlineData("2015-03-31", "Enter a day after the present due date, 31 March 2015.")]
    [InlineData("2015-03-03", "Enter a day after the present due date, 31 March 2015.")]
    public async Task A_day_that_is_no_later_is_refused_beside_its_field(string day, string words)
    {
        await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var form = await (await (await SignedInAs(Given.Police)).Open("/inbox")).Follow("Ask for more time for Provide evidence: Strategy meetings");

        var refused = await form.Submit("Continue", ("What day do you ask for?", DateOnly.ParseExact(day, "yyyy-MM-dd")), ("Why is more time needed?", "The officer is away."));

        refused.ShouldShowError(words);
        refused.Value("Why is more time needed?").ShouldBe("The officer is away.");
    }

    [Fact]
    public async Task It_is_asked_once_at_a_time()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        (await Should.ThrowAsync<RuleBroken>(() => Given.MoreTimeAsked(Given.Police, id, _asked, "Again."))).Code.ShouldBe("matter.asked-already");

        await Given.Answered(Given.Manager, request, "Decline", "We need it for the board.");
        await Given.MoreTimeAsked(Given.Police, id, _asked, "Now it is flooded.");
    }

    [Fact]
    public async Task Of_two_who_ask_at_once_one_is_told_that_it_was_asked()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(async n =>
        {
            try
            {
                await Given.MoreTimeAsked(Given.Police, id, _asked, $"Reason {n}.");
                return "asked";
            }
            catch (RuleBroken refused)
            {
                return refused.Code;
            }
        }));

        asked.Order(StringComparer.Ordinal).ShouldBe(["asked", "matter.asked-already", "matter.asked-already", "matter.asked-already"]);
    }

    [Fact]
    public async Task Declined_it_leaves_the_date_and_tells_who_asked_with_the_reason_on_the_page()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        await Given.Answered(Given.Manager, request, "Decline", "The board meets on 2 April.");

        (await AskedAsync(id)).Single().DueOn.ShouldBe(new DateOnly(2015, 3, 31));
        (await MailsAsync("More time was declined")).ShouldHaveSingleItem().Name.ShouldBe("Priya Nair");
        (await (await SignedInAs(Given.Police)).Open($"/matters/details/{request}")).ShouldSay("More time was declined; the due date stays.").ShouldSay("The board meets on 2 April.");
    }

    [Fact]
    public async Task Asked_back_about_and_explained_it_comes_back_with_the_explanation()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        await Given.Answered(Given.Manager, request, "Ask back", "Who stands in?");
        await Given.Answered(Given.Police, request, "Explained", "Nobody until Monday.");

        var decision = await (await (await SignedInAs(Given.Manager)).Open("/inbox")).Follow("More time asked for: Provide evidence: Strategy meetings");
        decision.ShouldSay("Nobody until Monday.");
    }

    [Fact]
    public async Task Where_the_manager_does_not_decide_in_time_the_chair_is_asked()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        // Two working days to decide, three of grace: until the end of Tuesday 10 March.
        await ItBecomesAsync(new DateTime(2015, 3, 11, 0, 0, 0, DateTimeKind.Utc));

        (await AskedAsync(request)).Single().Post.ShouldBe("Independent chair");
        await Given.Answered(Given.Chair, request, "Grant");
        (await AskedAsync(id)).Single().DueOn.ShouldBe(_asked);
    }

    [Fact]
    public async Task It_ends_with_the_task_it_is_about()
    {
        var answered = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var withdrawn = await Given.EvidenceAsked("Training records", "Who was trained.", Given.Police);
        var requests = new[] { await Given.MoreTimeAsked(Given.Police, answered, _asked, "The officer is away."), await Given.MoreTimeAsked(Given.Police, withdrawn, _asked, "So are the records.") };

        await Given.Answered(Given.Police, answered, "Provided");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawMatter>().AsAsync(withdrawn, "They are public.", default));

        foreach (var request in requests)
        {
            var matter = await MatterAsync(request);
            (matter.State, matter.Result).ShouldBe((MatterState.Withdrawn, "The task for which more time was asked has ended."));
            (await AskedAsync(request)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task While_it_is_not_decided_the_task_does_not_lapse_and_when_nobody_decides_the_date_stays()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 9, 9, 0, 0, TimeSpan.Zero));
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        await ItBecomesAsync(new DateTime(2015, 4, 10, 9, 0, 0, DateTimeKind.Utc));
        (await AskedAsync(id)).Single().Post.ShouldBe("Northshire Police", "Its grace has ended, the decision is open.");
        await ItBecomesAsync(new DateTime(2015, 4, 16, 23, 0, 0, DateTimeKind.Utc));
        (await AskedAsync(request)).Single().Post.ShouldBe("Independent chair");
        await ItBecomesAsync(new DateTime(2015, 4, 24, 23, 0, 0, DateTimeKind.Utc));
        (await MatterAsync(request)).Result.ShouldBe("Nobody decided in time; the due date stays.");

        await ItBecomesAsync(new DateTime(2015, 4, 24, 23, 1, 0, DateTimeKind.Utc));
        (await AskedAsync(id)).Single().Title.ShouldBe("Evidence has not come: Strategy meetings");
    }

    [Fact]
    public async Task The_day_that_is_granted_is_the_one_that_was_asked_and_shown()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var request = await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away.");

        (await (await (await SignedInAs(Given.Manager)).Open("/inbox")).Follow("More time asked for: Provide evidence: Strategy meetings"))
            .ShouldSay("17 April 2015 is asked for instead of 31 March 2015. The officer is away.");
        foreach (var who in new[] { Given.Police, Given.Manager })
        {
            (await (await SignedInAs(who)).Open($"/matters/move/{request}")).Status.ShouldBe(HttpStatusCode.Forbidden, who);
        }
    }

    [Fact]
    public async Task A_date_that_was_granted_stays_when_the_date_of_all_is_moved()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        await Given.Answered(Given.Manager, await Given.MoreTimeAsked(Given.Police, id, _asked, "The officer is away."), "Grant");

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MoveMatter>().ToAsync(id, new DateOnly(2015, 4, 8), "A week later for all.", default));

        (await AskedAsync(id)).Single().DueOn.ShouldBe(_asked);
    }

    [Theory]
    [InlineData(Given.Chair, "Board manager", "Director of children’s services")]
    [InlineData(Given.Manager, "Independent chair", "Director of children’s services")]
    [InlineData(Given.Police, "Board manager", "Independent chair")]
    public async Task Nobody_decides_on_their_own_request_neither_first_nor_instead(string who, string first, string instead)
    {
        var id = await Given.Opened(who == Given.Manager ? Given.Chair : Given.Manager, "demo-northshire-board", "evidence-request", "Minutes", "Those of June.", new DateOnly(2015, 3, 31), who);
        var request = await Given.MoreTimeAsked(who, id, _asked, "We are away.");

        (await AskedAsync(request)).Single().Post.ShouldBe(first);
        await ItBecomesAsync(new DateTime(2015, 3, 11, 0, 0, 0, DateTimeKind.Utc));
        (await AskedAsync(request)).Single().Post.ShouldBe(instead);
    }

    [Fact]
    public async Task For_a_task_of_a_self_assessment_it_moves_that_task()
    {
        var scene = await Given.Assigned();
        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.About == "LSCB-02").Select(t => t.Id).SingleAsync());
        var request = await Given.MoreTimeAskedFor(Given.Police, task, new DateOnly(2015, 4, 10), "The figures come late.");

        await Given.Answered(Given.Manager, request, "Grant");

        (await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.Id == task))).DueOn.ShouldBe(new DateOnly(2015, 4, 10));
        (await Portal.ReadAsync(db => db.Assignments.SingleAsync(a => a.CriterionId == "LSCB-02"))).DueOn.ShouldBe(new DateOnly(2015, 4, 10));
    }

    [Fact]
    public async Task The_manager_asks_the_chair_and_never_decides_on_their_own_request()
    {
        var scene = await Given.Opened();
        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.State == TaskState.Open).Select(t => t.Id).SingleAsync());

        var request = await Given.MoreTimeAskedFor(Given.Manager, task, new DateOnly(2015, 3, 20), "Two agencies are new.");

        (await AskedAsync(request)).Single().Post.ShouldBe("Independent chair");
    }
}
