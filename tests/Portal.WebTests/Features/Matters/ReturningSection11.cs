using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Features.Matters;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>Section 11: each agency answers for itself and sees nothing of the others; the board moderates.</summary>
public sealed class ReturningSection11(PortalFixture portal) : MatterTest(portal)
{
    private const string PolicesWords = "Standard 4 is where we are weakest.";
    private const string SentBack = "Standard 6 has no evidence.";

    [Fact]
    public async Task Each_agency_is_asked_and_each_return_moderated_then_the_report_is_written_and_agreed()
    {
        var id = await AskedAsync();
        (await AskedAsync(id)).Select(t => t.Post).ShouldBe(["Northshire Health", "Northshire Police"], ignoreOrder: true);

        await Given.Answered(Given.Police, id, "Returned", PolicesWords);
        await Given.Answered(Given.Manager, id, "Send back", SentBack);
        await Given.Answered(Given.Police, id, "Returned");
        await Given.Answered(Given.Manager, id, "Accept");
        (await AskedAsync(id)).Select(t => t.Post).ShouldBe(["Northshire Health"]);

        await Given.Answered(Health, id, "Does not apply", "We were merged.");
        await Given.Answered(Given.Manager, id, "Agree");
        await Given.Answered(Given.Manager, id, "Written");
        await Given.Answered(Given.Chair, id, "Send back", "Say who follows up.");
        await Given.Answered(Given.Manager, id, "Written");
        await Given.Answered(Given.Chair, id, "Agree");

        var matter = await MatterAsync(id);
        (matter.State, matter.Result).ShouldBe((MatterState.Ended, "The report on section 11 was agreed."));
    }

    [Fact]
    public async Task An_agency_sees_its_own_part_and_nothing_of_another()
    {
        var id = await AskedAsync();
        await Given.Answered(Given.Police, id, "Returned", PolicesWords);
        await Given.Answered(Given.Manager, id, "Send back", SentBack);
        var tasksOfPolice = await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == id && db.Posts.Any(p => p.Id == t.PostId && p.Title == "Northshire Police")).Select(t => t.Id).ToListAsync());

        var health = await SignedInAs(Health);
        var seen = (await health.Open($"/matters/details/{id}")).Text;
        seen.ShouldContain("Make the section 11 return: Section 11 in 2015");
        foreach (var word in new[] { "Police", "Priya", PolicesWords, SentBack, "Moderate" })
        {
            seen.ShouldNotContain(word);
        }

        foreach (var task in tasksOfPolice)
        {
            (await health.Open($"/matters/task/{task}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        var manager = (await (await SignedInAs(Given.Manager)).Open($"/matters/details/{id}")).Text;
        manager.ShouldContain(PolicesWords);
        manager.ShouldContain(SentBack);
    }

    [Fact]
    public async Task Nobody_answers_in_the_place_of_an_agency()
    {
        var id = await AskedAsync();
        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.MatterId == id && t.State == TaskState.Open && db.Posts.Any(p => p.Id == t.PostId && p.Title == "Northshire Police")).Select(t => t.Id).SingleAsync());

        foreach (var who in new[] { Given.Manager, Given.Chair, Health })
        {
            var refused = await Should.ThrowAsync<Exception>(() => Portal.AsAsync(who, s => s.GetRequiredService<AnswerTask>().AsAsync(task, "Returned", null, default)), who);
            (refused is Forbidden or NotFound).ShouldBeTrue($"{who}: {refused}");
        }

        (await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.Id == task))).State.ShouldBe(TaskState.Open);
    }

    [Fact]
    public async Task Those_who_are_not_asked_do_not_know_of_it()
    {
        var id = await AskedAsync();

        foreach (var who in new[] { "david.lowe", "aisha.khan", "ben.carter", "janet.moss", "colin.reeve", "imogen.price", Lead, "owen.hughes" })
        {
            var stranger = await SignedInAs(who);
            (await stranger.Open($"/matters/details/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, who);
            (await stranger.Open("/matters")).Text.ShouldNotContain("Section 11 in 2015", Case.Sensitive, who);
        }
    }

    [Fact]
    public async Task A_post_that_the_board_cannot_ask_is_refused_by_the_use_case()
    {
        var ex = await Should.ThrowAsync<RuleBroken>(() => AskedAsync("colin.reeve"));

        ex.Code.ShouldBe("matter.not-askable");
    }

    [Fact]
    public async Task The_chair_writes_to_who_is_late_without_holding_up_the_other()
    {
        var id = await AskedAsync();
        await Given.Answered(Health, id, "Returned");

        await ItBecomesAsync(new DateTime(2015, 5, 7, 23, 0, 0, DateTimeKind.Utc));

        (await AskedAsync(id)).Select(t => (t.Post, t.Title)).ShouldBe(
            [("Board manager", "Moderate the section 11 return of Northshire Health"), ("Independent chair", "No section 11 return from Northshire Police")], ignoreOrder: true);
        await Given.Answered(Given.Chair, id, "Close without a return");
        await Given.Answered(Given.Manager, id, "Accept");
        (await AskedAsync(id)).Single().Title.ShouldBe("Write the report: Section 11 in 2015");
    }

    private async Task<Id<Matter>> AskedAsync(params string[] whom)
    {
        var asked = whom.Length > 0 ? whom : [Given.Police, Health];
        return await Given.Opened(Given.Manager, "demo-northshire-board", "section-11-return", "Section 11 in 2015", "All eight standards.", new DateOnly(2015, 4, 29), asked);
    }
}
