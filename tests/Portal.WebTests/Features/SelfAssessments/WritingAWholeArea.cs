using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>All answers of an area on one page, saved together.</summary>
public sealed class WritingAWholeArea(PortalFixture portal) : PortalTest(portal)
{
    private const string OfOthers = "Known to others alone.";

    [Fact]
    public async Task Everything_typed_is_saved_with_one_button_and_only_what_changed_makes_history()
    {
        var scene = await Given.Assigned();
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/write/{scene.Id}/LSCB");

        var saved = await page.Submit("Save everything", ("LSCB-02: What do we know?", "Two audits."), ("LSCB-05: What will we do next?", "A third audit in May."));

        saved.ShouldSay("Saved.");
        (await Portal.ReadAsync(db => db.Answers.OrderBy(a => a.CriterionId).Select(a => a.CriterionId + a.Text.Know + a.Text.Next).ToListAsync()))
            .ShouldBe(["LSCB-02Two audits.", "LSCB-05A third audit in May."]);
        await saved.Submit("Save everything", ("LSCB-05: What will we do next?", "A third audit in June."));
        (await Portal.ReadAsync(db => db.Revisions.OrderBy(r => r.WrittenAt).Select(r => r.Subject + r.Makes).ToListAsync())).ShouldBe(["LSCB-021", "LSCB-051", "LSCB-052"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_button_beside_an_answer_comes_back_to_it()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var form = (await manager.Open($"/self-assessments/write/{scene.Id}/LSCB")).Forms.Single(f => f.Fields.Contains(KeyValuePair.Create("At", "LSCB-05")));

        using var response = await manager.Send(form.Request());

        response.Headers.Location!.ToString().ShouldEndWith($"/self-assessments/write/{scene.Id}/LSCB#LSCB-05");
    }

    [Fact]
    public async Task A_contributor_writes_their_own_and_neither_reads_nor_changes_the_others()
    {
        var scene = await Given.Assessed();
        var police = await SignedInAs(Given.Police);
        var page = await police.Open($"/self-assessments/write/{scene.Id}/LSCB");
        page.Document.QuerySelectorAll("main section h2").Select(h => h.Id).ShouldBe(["LSCB-02"]);

        var writer = await Writer.OpenAsync(police, $"/self-assessments/write/{scene.Id}/LSCB");
        var (status, _) = await writer.SendAsync("keep", ("Input[0].CriterionId", "LSCB-03"), ("Input[0].Answer.Know", "Mine."));

        status.ShouldBe(HttpStatusCode.Forbidden);
        (await Portal.ReadAsync(db => db.Answers.AnyAsync(a => a.Text.Know == "Mine."))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_contributor_compares_with_their_own_and_gets_nothing_of_what_others_wrote()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03");
        var writer = await Writer.OpenAsync(await SignedInAs(Given.Police), $"/self-assessments/write/{scene.Id}/LSCB");

        var both = await writer.OpenBothAsync(("Input[0].CriterionId", "LSCB-03"), ("Input[0].Answer.Know", "Mine."));

        both.Status.ShouldBe(HttpStatusCode.Forbidden);
        both.Html.ShouldNotContain(OfOthers);
    }

    [Fact]
    public async Task Whoever_leads_one_area_gets_nothing_of_another_through_its_page()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03");
        var file = NextVersion.Json();
        var added = file["judgements"]![0]!.DeepClone();
        added["code"] = "ONL";
        added["title"] = "Online harm";
        var criterion = added["criteria"]![0]!.DeepClone();
        criterion["id"] = "ONL-01";
        added["criteria"] = new System.Text.Json.Nodes.JsonArray(criterion);
        file["judgements"]!.AsArray().Add(added);
        await NextVersion.PublishedAsync(Portal, file);
        await Portal.AsAsync(Given.Manager, async s =>
        {
            await s.GetRequiredService<MoveToVersion>().ToAsync(scene.Id, 2, default);
            var post = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "ONL", null, post, new DateOnly(2015, 3, 31), default);
        });
        var writer = await Writer.OpenAsync(await SignedInAs(Given.Police), $"/self-assessments/write/{scene.Id}/ONL");

        var both = await writer.OpenBothAsync(("Input[0].CriterionId", "LSCB-03"), ("Input[0].Answer.Know", "Mine."));
        var here = await writer.SendAsync("here", ("Input[0].CriterionId", "LSCB-03"));

        both.Status.ShouldBe(HttpStatusCode.NotFound);
        both.Html.ShouldNotContain(OfOthers);
        here.Status.ShouldBe(HttpStatusCode.NotFound);
        (await writer.SendAsync("here")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_somebody_else_saved_the_same_field_both_texts_are_shown_and_the_other_answers_are_saved()
    {
        var scene = await Given.Assigned();
        var (manager, police) = (await SignedInAs(Given.Manager), await SignedInAs(Given.Police));
        var page = await manager.Open($"/self-assessments/write/{scene.Id}/LSCB");
        await (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save", ("What do we know?", "The police know this."));

        var both = await page.Submit("Save everything", ("LSCB-02: What do we know?", "The board knows that."), ("LSCB-05: What do we know?", "Undisputed."));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Two versions of LSCB-02").ShouldSay("Priya Nair saved LSCB-02 while you were writing");
        both.Value("LSCB-02: What do we know?").ShouldBe("The board knows that.");
        (await Portal.ReadAsync(db => db.Answers.OrderBy(a => a.CriterionId).Select(a => a.Text.Know).ToListAsync())).ShouldBe(["The police know this.", "Undisputed."]);
        (await Portal.ReadAsync(db => db.Revisions.CountAsync(r => r.KeptAside))).ShouldBe(1);

        (await both.Submit("Save everything", ("LSCB-02: What do we know?", "Police and board know both."))).ShouldSay("Saved.");
        (await Portal.ReadAsync(db => db.Answers.Where(a => a.CriterionId == "LSCB-02").Select(a => a.Text.Know).SingleAsync())).ShouldBe("Police and board know both.");
    }

    [Fact]
    public async Task While_one_writes_the_script_learns_every_version_and_what_others_wrote_in_other_fields()
    {
        var scene = await Given.Assigned();
        var manager = await Writer.OpenAsync(await SignedInAs(Given.Manager), $"/self-assessments/write/{scene.Id}/LSCB");
        var police = await Writer.OpenAsync(await SignedInAs(Given.Police), $"/self-assessments/answer/{scene.Id}/LSCB-02");
        await police.SendAsync("keep", ("Input.Know", "The police know this."));
        var place = manager.Form.Fields.Single(f => f.Value == "LSCB-02").Key.Split('.')[0];

        var (status, answer) = await manager.SendAsync("keep", ($"{place}.Answer.Next", "The manager plans."));

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("joinedWith").GetString().ShouldBe("Priya Nair");
        answer.GetProperty("joined").GetProperty($"{place}.Answer.Know").GetString().ShouldBe("The police know this.");
        answer.GetProperty("versions").GetProperty($"{place}.Answer.BasedOn").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_writes_the_area_and_whoever_writes_one_of_its_answers_see_each_other()
    {
        var scene = await Given.Assigned();
        var manager = await Writer.OpenAsync(await SignedInAs(Given.Manager), $"/self-assessments/write/{scene.Id}/LSCB");
        var police = await Writer.OpenAsync(await SignedInAs(Given.Police), $"/self-assessments/answer/{scene.Id}/LSCB-02");

        await manager.SendAsync("here");
        var seen = await police.SendAsync("here");

        seen.Answer.GetProperty("others")[0].GetString().ShouldBe("Tom Whitfield");
        (await manager.SendAsync("here")).Answer.GetProperty("others")[0].GetString().ShouldBe("Priya Nair");
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_beside_its_field_and_everything_typed_stays()
    {
        var scene = await Given.Assigned();
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/write/{scene.Id}/LSCB");

        var refused = await page.Submit("Save everything", ("LSCB-02: What do we know?", new string('w', 100_001)), ("LSCB-05: What do we know?", "This stays."));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("“What do we know” must be 100,000 characters or fewer. Attach longer text as evidence");
        refused.Value("LSCB-05: What do we know?").ShouldBe("This stays.");
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Once_frozen_it_can_only_be_read()
    {
        var scene = await Given.Assessed();
        await Given.Finished(scene.Id, "Ready");

        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/write/{scene.Id}/LSCB");

        page.ShouldSay("closed to changes");
        page.Document.QuerySelectorAll("textarea").ShouldBeEmpty();
    }

    private async Task SaveAsync(Scene scene, string criterion) =>
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion, Given.Answer with { Know = OfOthers }, 0, default));
}
