using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Language;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>The language coach beside what people write, and the guidance beside the questions.</summary>
public sealed class MindingTheWording(PortalFixture portal) : PortalTest(portal)
{
    private const string Know = "What do we know?";
    private const string Certain = "Our panel ensures that no child is missed.";
    private const string Remark = "Nothing ensures this for every child.";

    [Fact]
    public async Task What_is_saved_is_remarked_on_beside_its_field_with_the_words_quoted()
    {
        var page = await SavedAsync(Certain);

        page.ShouldSay("Saved.").ShouldSay("“ensures that no child”").ShouldSay(Remark).Value(Know).ShouldBe(Certain);
        var mended = await page.Submit("Save", (Know, "In 38 of the 40 cases audited the child was seen alone."));
        mended.Text.ShouldNotContain("Wording (advice)");
    }

    [Fact]
    public async Task A_remark_is_dismissed_once_with_a_reason_and_stays_so_with_who_and_why_until_it_is_taken_back()
    {
        var page = await SavedAsync(Certain);
        var wording = await page.Follow("Let it stand: ensures that no child");
        var refused = await wording.Submit("Let the words stand");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("Say why the words should stand");

        var stands = await refused.Submit("Let the words stand", ("Why should the words stand?", "It is the panel’s own rule."));
        stands.ShouldSay("No remark on the text as it is saved.").ShouldSay("Priya Nair let the words stand on 3 March 2015 at 9.00am: It is the panel’s own rule.");
        var again = await (await stands.Follow("Back")).Submit("Save", (Know, "Each week we meet. " + Certain));
        again.Text.ShouldNotContain(Remark);

        var shown = await (await again.Follow("1 remark on the wording was dismissed")).Submit("Show the remark again: ensures that no child");
        shown.ShouldSay("The remark is shown again.").ShouldSay("Let these words stand");
        var kept = await Portal.ReadAsync(db => db.Set<DismissedRemark>().SingleAsync());
        (kept.Reason, kept.TakenBackAt).ShouldBe(("It is the panel’s own rule.", PortalFixture.Start.UtcDateTime));
    }

    [Fact]
    public async Task A_dismissal_holds_for_these_words_and_this_subject_only()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        foreach (var criterion in new[] { "LSCB-03", "LSCB-04" })
        {
            await (await manager.Open($"/self-assessments/answer/{scene.Id}/{criterion}")).Submit("Save", (Know, Certain + " It will never happen again."));
        }

        var wording = await (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-03")).Follow("Let it stand: ensures that no child");
        await wording.Submit("Let the words stand", ("Why should the words stand?", "A rule."));

        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-03")).ShouldSay("“will never happen”").Text.ShouldNotContain(Remark);
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-04")).ShouldSay("“will never happen”").ShouldSay(Remark);
    }

    [Fact]
    public async Task Whoever_may_not_write_the_text_may_not_dismiss_what_is_said_of_it()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var saved = await (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-03")).Submit("Save", (Know, Certain));
        var form = (await saved.Follow("Let it stand: ensures that no child")).Forms.Single(f => f.Fields.Any(x => x.Key == "Input.Reason"));
        var police = await SignedInAs(Given.Police);

        var refused = await police.SendAsOwn(form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Reason"), new("Input.Reason", "I like it.")] });

        refused.Status.ShouldBe(HttpStatusCode.NotFound, "a contributor reads only what is theirs");
        (await (await SignedInAs("david.lowe")).Open(form.To)).ShouldSay("ensures that no child").Text.ShouldNotContain("Let these words stand");
        (await (await SignedInAs("david.lowe")).SendAsOwn(form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Reason"), new("Input.Reason", "I like it.")] })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Portal.ReadAsync(db => db.Set<DismissedRemark>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_judgement_is_remarked_on_too_and_its_guidance_shows_the_grade_given_with_its_neighbours()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var address = $"/self-assessments/judge/{scene.Id}/LSCB";
        (await manager.Open(address)).ShouldSay("What the grades mean here").ShouldSay("Voice and impact");

        await (await manager.Open(address)).Submit("Save the judgement", ("Which grade do you give?", "Requires improvement"), ("Why this grade?", Certain));
        var page = await manager.Open(address);

        page.ShouldSay(Remark).ShouldSay("Requires improvement (given)").ShouldSay("The other grades");
        var aside = page.Document.QuerySelector("main aside")!;
        HtmlPage.Words(aside.QuerySelectorAll("details").Single(d => HtmlPage.Words(d.QuerySelector("summary")) == "The other grades")).ShouldContain("Outstanding");
        HtmlPage.Words(aside).ShouldContain("What kept boards at requires improvement");
    }

    [Fact]
    public async Task Beside_the_question_stands_what_was_said_in_the_last_cycle_that_was_submitted()
    {
        await Given.Submitted();
        var next = await Given.Assigned();

        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/answer/{next.Id}/LSCB-03");

        var before = HtmlPage.Words(page.Document.QuerySelectorAll("details").Single(d => HtmlPage.Words(d.QuerySelector("summary")) == "What was said last time, 1 March 2014 to 28 February 2015"));
        before.ShouldContain(Given.Answer.Know);
    }

    private async Task<HtmlPage> SavedAsync(string text)
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);
        return await (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save", (Know, text));
    }
}
