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

        await Given.ReturnFilled(Given.Police, id);
        await Given.Answered(Given.Police, id, "Returned", PolicesWords);
        await Given.Answered(Given.Manager, id, "Send back", SentBack);
        await Given.Answered(Given.Police, id, "Returned");
        await Given.ReturnModerated(id, Given.Police);
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
        await Given.ReturnFilled(Given.Police, id);
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
        await Given.ReturnFilled(Health, id);
        await Given.Answered(Health, id, "Returned");
        await Given.ReturnModerated(id, Health);

        await ItBecomesAsync(new DateTime(2015, 5, 7, 23, 0, 0, DateTimeKind.Utc));

        (await AskedAsync(id)).Select(t => (t.Post, t.Title)).ShouldBe(
            [("Board manager", "Moderate the section 11 return of Northshire Health"), ("Independent chair", "No section 11 return from Northshire Police")], ignoreOrder: true);
        await Given.Answered(Given.Chair, id, "Close without a return");
        await Given.Answered(Given.Manager, id, "Accept");
        (await AskedAsync(id)).Single().Title.ShouldBe("Write the report: Section 11 in 2015");
    }

    [Fact]
    public async Task An_agency_answers_and_scores_each_line_on_its_page_and_the_board_puts_its_score_beside_it()
    {
        var id = await AskedAsync();
        var police = await SignedInAs(Given.Police);
        var form = await (await (await police.Open($"/matters/details/{id}")).Follow("Return of Northshire Police")).Follow("SM-01 A named senior person leads");

        var next = await form.Submit(
            "Save and continue", ("How does your agency meet this?", "The deputy leads."), ("Which evidence shows it?", "The structure chart."), ("Your own score", "3, met in full"));
        next.Heading.ShouldStartWith("SM-02");
        (await Should.ThrowAsync<RuleBroken>(() => Given.Answered(Given.Police, id, "Returned"))).Code.ShouldBe("return.incomplete");
        await Given.ReturnFilled(Given.Police, id);
        await Given.Answered(Given.Police, id, "Returned");
        (await Should.ThrowAsync<RuleBroken>(() => Given.Answered(Given.Manager, id, "Accept"))).Code.ShouldBe("return.not-moderated");

        var manager = await SignedInAs(Given.Manager);
        var standard = await (await manager.Open($"/matters/return/{id}/{await PostAsync("Northshire Police")}")).Follow("SM-01 A named senior person leads");
        (await standard.Submit("Save the moderated score", ("Moderated score", "1, partly met"))).ShouldShowError("Say why this is the moderated score");
        await standard.Submit("Save the moderated score", ("Moderated score", "1, partly met"), ("Why this is the moderated score", "The chart names nobody."));

        var both = await police.Open($"/matters/standard/{id}/{await PostAsync("Northshire Police")}/SM-01");
        both.ShouldSay("2, mostly met").ShouldSay("1, partly met").ShouldSay("The chart names nobody.");
        (await manager.Open($"/matters/returns/{id}")).ShouldSay("Own: 2, mostly met Moderated: 1, partly met");
    }

    [Fact]
    public async Task An_agency_sees_the_moderation_of_its_own_return_only()
    {
        var id = await AskedAsync();
        await Given.ReturnFilled(Given.Police, id, Given.AgencyAnswer with { Know = PolicesWords });
        await Given.Answered(Given.Police, id, "Returned");
        await Given.ReturnModerated(id, Given.Police, reason: SentBack);
        var agency = await PostAsync("Northshire Police");

        foreach (var who in new[] { Health, "ben.carter", "janet.moss", "colin.reeve", Lead, "pat.quinn" })
        {
            foreach (var address in new[] { $"/matters/return/{id}/{agency}", $"/matters/standard/{id}/{agency}/SM-01", $"/matters/returns/{id}" })
            {
                var page = await (await SignedInAs(who)).Open(address);
                page.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
                page.Html.ShouldNotContain(PolicesWords);
                page.Html.ShouldNotContain(SentBack);
            }

            var refused = await Should.ThrowAsync<Exception>(() => Portal.AsAsync(who, s => s.GetRequiredService<WriteReturn>().ModerateAsync(id, agency, "SM-01", "fully-met", "Ours.", default)), who);
            (refused is Forbidden or NotFound).ShouldBeTrue($"{who}: {refused}");
        }

        (await Portal.AsAsync(Health, s => s.GetRequiredService<PortalDbContext>().Set<ReturnedAnswer>().CountAsync())).ShouldBe(0);
        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<WriteReturn>().ModerateAsync(id, agency, "SM-01", "fully-met", "Ours.", default)));
        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WriteReturn>().AnswerAsync(id, agency, "SM-01", Given.AgencyAnswer, 1, default)));
    }

    [Fact]
    public async Task Two_of_an_agency_who_write_at_once_lose_nothing_and_a_score_of_another_scale_is_refused()
    {
        var id = await AskedAsync();
        var agency = await PostAsync("Northshire Police");
        await Given.ReturnFilled(Given.Police, id);

        var first = await Portal.AsAsync(Given.Police, s => s.GetRequiredService<WriteReturn>().AnswerAsync(id, agency, "SM-01", Given.AgencyAnswer with { Know = "Typed meanwhile." }, 0, default));

        first.SavedFirst.ShouldNotBeNull().Text.ShouldBe(Given.AgencyAnswer);
        (await Portal.ReadAsync(db => db.Set<ReturnRevision>().SingleAsync(r => r.CriterionId == "SM-01" && r.KeptAside))).Content.ShouldContain("Typed meanwhile.");
        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<WriteReturn>().AnswerAsync(id, agency, "SM-01", Given.AgencyAnswer with { SelfGrade = "good" }, 1, default))))
            .Code.ShouldBe("return.unknown-grade");
    }

    [Fact]
    public async Task After_it_was_sent_back_a_changed_answer_is_moderated_anew()
    {
        var id = await AskedAsync();
        await Given.ReturnFilled(Given.Police, id);
        await Given.Answered(Given.Police, id, "Returned");
        await Given.ReturnModerated(id, Given.Police);
        await Given.Answered(Given.Manager, id, "Send back", SentBack);
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var agency = await PostAsync("Northshire Police");
        var changed = await Portal.AsAsync(Given.Police, s => s.GetRequiredService<WriteReturn>().AnswerAsync(id, agency, "SM-02", Given.AgencyAnswer with { HowKnown = "The plan of 2015." }, 1, default));
        (changed.Saved, changed.JoinedWith).ShouldBe((true, null), "Moderation changes no word of the agency's.");
        await Given.Answered(Given.Police, id, "Returned");

        (await (await SignedInAs(Given.Manager)).Open($"/matters/return/{id}/{agency}")).ShouldSay("Moderated: 18 of 19.").ShouldSay("(before the agency changed its answer)");
        (await Should.ThrowAsync<RuleBroken>(() => Given.Answered(Given.Manager, id, "Accept"))).Code.ShouldBe("return.not-moderated");
    }

    [Fact]
    public async Task What_an_agency_types_is_saved_while_it_is_typed()
    {
        var id = await AskedAsync();
        var police = await SignedInAs(Given.Police);
        var page = await police.Open($"/matters/standard/{id}/{await PostAsync("Northshire Police")}/SM-01");
        var form = page.Forms[0];
        var keep = page.Document.QuerySelector("form[data-keep]")!.GetAttribute("data-keep")!;
        using var request = (form with { To = keep, Fields = [.. form.Fields.Where(f => f.Key != "Input.Know"), new("Input.Know", "The deputy leads.")] }).Request();
        request.Headers.Accept.ParseAdd("application/json");

        using var answer = await police.Send(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"Input.BasedOn\":1");
        (await Portal.ReadAsync(db => db.Set<ReturnedAnswer>().Select(a => a.Text.Know).SingleAsync())).ShouldBe("The deputy leads.");
    }

    [Fact]
    public async Task Every_text_and_score_is_in_the_history_of_its_line_and_can_be_put_back()
    {
        var id = await AskedAsync();
        var agency = await PostAsync("Northshire Police");
        var police = await SignedInAs(Given.Police);
        var line = $"/matters/standard/{id}/{agency}/SM-01";
        await (await police.Open(line)).Submit("Save and continue", ("How does your agency meet this?", "The deputy leads."), ("Your own score", "3, met in full"));
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await police.Open(line)).Submit("Save and continue", ("How does your agency meet this?", "A sergeant leads."), ("Your own score", "1, partly met"));

        var history = await (await police.Open(line)).Follow("History of this line");
        history.ShouldSay("2 in all").ShouldSay("3, met in full").ShouldSay("1, partly met");
        var scoreBack = history.Document.QuerySelectorAll("button").Select(HtmlPage.Words).First(b => b.StartsWith("Put this back: Your own score", StringComparison.Ordinal));
        (await history.Submit(scoreBack)).ShouldSay("The earlier words are back.");

        var now = await Portal.ReadAsync(db => db.Set<ReturnedAnswer>().Select(a => a.Text).SingleAsync());
        (now.Know, now.SelfGrade).ShouldBe(("A sergeant leads.", "fully-met"));
        (await (await SignedInAs(Given.Manager)).Open($"/matters/return-history/{id}/{agency}/SM-01")).ShouldSay("3 in all");
        (await (await SignedInAs(Health)).Open($"/matters/return-history/{id}/{agency}/SM-01")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.AsAsync(Health, s => s.GetRequiredService<PortalDbContext>().Set<ReturnRevision>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_of_an_agency_see_both_versions_and_put_them_together()
    {
        var id = await AskedAsync();
        var agency = await PostAsync("Northshire Police");
        var page = await (await SignedInAs(Given.Police)).Open($"/matters/standard/{id}/{agency}/SM-01");
        await Given.ReturnFilled(Given.Police, id);

        var both = await page.Submit("Save and continue", ("How does your agency meet this?", "Typed meanwhile."));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Two versions").Value("How does your agency meet this?").ShouldBe("Typed meanwhile.");
        both.Value("Which evidence shows it?").ShouldBe(Given.AgencyAnswer.HowKnown, "only the other wrote there");
        (await both.Submit("Save and continue", ("How does your agency meet this?", "Both."))).Heading.ShouldStartWith("SM-02");
    }

    [Fact]
    public async Task Evidence_is_linked_as_an_item_that_the_board_opens_and_another_agency_does_not_see()
    {
        var scene = await Given.Assessed();
        var id = await AskedAsync();
        var agency = await PostAsync("Northshire Police");
        var line = $"/matters/standard/{id}/{agency}/SM-01";
        var page = await (await SignedInAs(Given.Police)).Open(line);
        (await page.Submit("Link it")).ShouldShowError("Choose an item of evidence");

        var linked = await page.Submit("Link it", ("Evidence from the library", "Section 11 audit (Section 11 audit.txt)"), ("Page or passage (optional)", "page 4"));

        linked.ShouldSay("Linked.").ShouldSay("Section 11 audit, page 4");
        var moderator = await (await SignedInAs(Given.Manager)).Open(line);
        (await moderator.Follow("Section 11 audit")).Path.ShouldBe($"/evidence/details/{scene.Evidence[0]}");
        moderator.Text.ShouldNotContain("Take away");
        (await Portal.AsAsync(Health, s => s.GetRequiredService<PortalDbContext>().Set<ReturnedEvidence>().CountAsync())).ShouldBe(0);
        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync(Health, s => s.GetRequiredService<WriteReturn>().LinkAsync(id, agency, "SM-01", scene.Evidence[1], null, default)));
        (await linked.Submit("Take away the link to Section 11 audit page 4")).ShouldSay("No evidence is linked.");
    }

    private Task<Id<Domain.People.Post>> PostAsync(string title) => Portal.ReadAsync(db => db.Posts.Where(p => p.Title == title).Select(p => p.Id).SingleAsync());

    private async Task<Id<Matter>> AskedAsync(params string[] whom)
    {
        var asked = whom.Length > 0 ? whom : [Given.Police, Health];
        return await Given.Opened(Given.Manager, "demo-northshire-board", "section-11-return", "Section 11 in 2015", "All eight standards.", new DateOnly(2015, 4, 29), asked);
    }
}
