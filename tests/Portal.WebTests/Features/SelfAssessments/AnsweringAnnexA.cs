using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>The questions of Annex A that do not fit a spreadsheet are answered in the self-assessment.</summary>
public sealed class AnsweringAnnexA(PortalFixture portal) : PortalTest(portal)
{
    private const string Question = "Which multi-agency audits were done in the period, and what changed because of them?";
    private const string Said = "Nine audits <b>of</b> neglect; supervision changed. 🙂";

    [Fact]
    public async Task Readiness_names_each_question_that_is_not_answered_and_leads_to_its_place()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var readiness = await manager.Open($"/self-assessments/readiness/{scene.Id}");
        readiness.ShouldSay("Annex A questions that are not answered (14)");

        var question = await readiness.Follow("AXB-05 Multi-agency audits: not answered");
        question.Path.ShouldBe($"/self-assessments/annex-a-question/{scene.Id}/AXB-05");
        var list = await question.Submit("Save and go to the list", (Question, Said));

        list.ShouldSay("AXB-05 is saved.").Path.ShouldBe($"/self-assessments/annex-a/{scene.Id}");
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("Annex A questions that are not answered (13)").Text.ShouldNotContain("AXB-05");
    }

    [Fact]
    public async Task Two_who_answer_the_same_question_both_keep_their_words_and_the_history_puts_either_back()
    {
        var scene = await Given.Assigned();
        var page = await (await SignedInAs(Given.Chair)).Open($"/self-assessments/annex-a-question/{scene.Id}/AXB-05");
        await SaveAsync(scene, "The manager was first.");

        var both = await page.Submit("Save and go to the list", (Question, "The chair came second."));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Tom Whitfield saved this").Value(Question).ShouldBe("The chair came second.");
        await both.Submit("Save and go to the list", (Question, "Both together."));
        var history = await (await SignedInAs(Given.Chair)).Open($"/self-assessments/history/{scene.Id}/AXB-05");
        history.ShouldSay("Kept aside").ShouldSay("3 in all");
        var first = history.Document.QuerySelectorAll("button").Select(HtmlPage.Words).Last(b => b.StartsWith("Put this back", StringComparison.Ordinal));
        await history.Submit(first);
        (await Portal.ReadAsync(db => db.Set<AnnexAAnswer>().Select(a => a.Text.Said).SingleAsync())).ShouldBe("The manager was first.");
    }

    [Fact]
    public async Task What_is_said_is_frozen_read_printed_packed_and_taken_away_as_text()
    {
        var scene = await Given.Assessed();
        await SaveAsync(scene, Said);
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        await Given.JobsRun();
        var manager = await SignedInAs(Given.Manager);

        foreach (var address in new[] { $"/sign-off/read/{scene.Id}", $"/self-assessments/print/{scene.Id}", $"/self-assessments/print/{scene.Id}?version=1" })
        {
            (await manager.Open(address)).ShouldSay(Question).ShouldSay(Said).ShouldSay("Annual report");
        }

        using var json = await manager.Get($"/self-assessments/export/{scene.Id}?handler=Json");
        using var all = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        all.RootElement.GetProperty("Annex A").EnumerateArray().Single(q => q.GetProperty("Question").GetString() == "AXB-05").GetProperty("Answer").GetString().ShouldBe(Said);
        all.RootElement.GetProperty("History").EnumerateArray().ShouldContain(h => h.GetProperty("Of").GetString() == "AXB-05");
        var pack = await Portal.ReadAsync(db => db.Packs.Select(p => p.Id).SingleAsync());
        using var zip = await ZipFile.OpenReadAsync(Directory.GetFiles(Path.Combine(Portal.Data, "packs"), $"*{pack}*").Single());
        using var index = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("data/pages/annex-a.html", StringComparison.Ordinal)).Open());
        var page = await index.ReadToEndAsync();
        page.ShouldContain("Annex A questions");
        page.ShouldContain("Nine audits &lt;b&gt;of&lt;/b&gt; neglect");
    }

    [Fact]
    public async Task Where_nothing_was_said_the_frozen_text_says_nothing_of_it()
    {
        var scene = await Given.UpForSignature();

        (await Portal.ReadAsync(db => db.FrozenVersions.Where(v => v.SelfAssessmentId == scene.Id).Select(v => v.Content).SingleAsync())).ShouldNotContain("annexA");
    }

    [Fact]
    public async Task Only_whoever_leads_the_area_answers_and_no_stranger_reads()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, Said);

        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/annex-a-question/{scene.Id}/AXB-05")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/annex-a/{scene.Id}")).ShouldSay("nothing of it is yours to answer").Text.ShouldNotContain("AXB");
        (await (await SignedInAs("janet.moss")).Open($"/self-assessments/annex-a-question/{scene.Id}/AXB-05")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnnexA>().AsAsync(scene.Id, "AXB-05", new AnnexAText("Ours."), 1, default)));
        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnnexA>().AsAsync(scene.Id, "AXA-05", new AnnexAText("Of another framework."), 0, default)));
    }

    [Fact]
    public async Task A_closed_text_takes_no_answer()
    {
        var scene = await Given.UpForSignature();

        (await Should.ThrowAsync<RuleBroken>(() => SaveAsync(scene, Said))).Code.ShouldBe("self-assessment.not-open");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/annex-a-question/{scene.Id}/AXB-05")).ShouldSay("The text is closed to changes.");
    }

    private Task<SaveOutcome<AnnexAText>> SaveAsync(Scene scene, string said) =>
        Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnnexA>().AsAsync(scene.Id, "AXB-05", new AnnexAText(said), 0, default));
}
