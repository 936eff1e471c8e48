using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>A newer version of the framework is published while a self-assessment is being written.</summary>
public sealed class MovingToANewerVersion(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Those_who_run_it_are_told_see_what_changes_word_by_word_and_move()
    {
        var scene = await WrittenAsync();
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open($"/self-assessments/overview/{scene.Id}")).Text.ShouldNotContain("of the framework is out");
        await NextVersion.PublishedAsync(Portal);

        var newer = await (await manager.Open($"/self-assessments/overview/{scene.Id}")).Follow("Version 2 of the framework is out: see what changes");

        newer.ShouldSay("It changes 7 of the criteria").ShouldSay(NextVersion.Note);
        newer.Document.QuerySelectorAll("ins").Select(i => i.TextContent).ShouldContain(t => t.Contains("single-agency and ", StringComparison.Ordinal));
        var carried = await newer.Submit("Move to version 2");
        carried.Path.ShouldBe($"/self-assessments/carried/{scene.Id}");
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == scene.Id))).FrameworkVersion.ShouldBe(2);
        (await manager.Open($"/self-assessments/overview/{scene.Id}")).Text.ShouldNotContain("of the framework is out");
    }

    [Fact]
    public async Task Answers_go_where_their_criteria_went_and_nothing_is_lost()
    {
        var scene = await MovedAsync();

        var answers = await Portal.ReadAsync(db => db.Answers.Where(a => a.SelfAssessmentId == scene.Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text));
        answers["LSCB-02"].ShouldBe(Said("LSCB-02"));
        answers["LSCB-03"].Know.ShouldBe(Said("LSCB-03").Know);
        answers["LSCB-12"].Know.ShouldBe(Said("LSCB-03").Know);
        answers["LSCB-13"].Know.ShouldBe($"{Said("LSCB-04").Know}\n\n{Said("LSCB-05").Know}");
        answers["LSCB-13"].SelfGrade.ShouldBeNull();
        answers["LSCB-14"].ShouldBe(Said("LSCB-07"));
        foreach (var old in Enumerable.Range(1, 11).Select(n => $"LSCB-{n:00}"))
        {
            answers[old].Know.ShouldBe(Said(old).Know);
        }

        var former = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/former/{scene.Id}");
        former.ShouldSay("LSCB-06 Policies, procedures and thresholds work").ShouldSay(Said("LSCB-06").Know);
        former.Text.ShouldNotContain(Said("LSCB-08").Know);
    }

    [Fact]
    public async Task What_changed_under_an_answer_is_marked_until_somebody_has_looked()
    {
        var scene = await MovedAsync();
        var manager = await SignedInAs(Given.Manager);

        var answer = await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-02");
        answer.ShouldSay("Changed since you answered").ShouldSay("single-agency and");
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-08")).Text.ShouldNotContain("Changed since you answered");
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("LSCB-02 Front-line practice is watched: the framework changed since this was written");

        var looked = await answer.Submit("I have looked at it: what is written holds");

        looked.Text.ShouldNotContain("Changed since you answered");
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).Text.ShouldNotContain("LSCB-02 Front-line practice is watched: the framework changed");
    }

    [Fact]
    public async Task Assignments_tasks_and_evidence_go_along()
    {
        var scene = await WrittenAsync();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var post = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-07", post, new DateOnly(2015, 3, 31), default);
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-06", post, new DateOnly(2015, 3, 31), default);
        });
        await Given.EvidenceItem(scene, "Minutes.txt", () => new MemoryStream("Minutes"u8.ToArray()));
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var item = await s.GetRequiredService<Web.Persistence.PortalDbContext>().EvidenceItems.Select(e => e.Id).SingleAsync();
            await s.GetRequiredService<Web.Features.Evidence.LinkEvidence>().ToCriterionAsync(item, scene.Id, "LSCB-05", "page 3", default);
        });
        var reference = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-05").Select(l => l.Reference).SingleAsync());
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-05", Said("LSCB-05") with { HowKnown = $"From the minutes [{reference}]." }, 1, default));
        await NextVersion.PublishedAsync(Portal);

        await MoveAsync(scene.Id);

        var carried = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-13").Select(l => l.Reference).SingleAsync());
        carried.ShouldNotBe(reference);
        (await Portal.ReadAsync(db => db.Answers.SingleAsync(a => a.SelfAssessmentId == scene.Id && a.CriterionId == "LSCB-13"))).Text.HowKnown.ShouldEndWith($"From the minutes [{carried}].");
        (await Portal.ReadAsync(db => db.Assignments.Where(a => a.SelfAssessmentId == scene.Id && a.CriterionId != null).Select(a => a.CriterionId).ToListAsync()))
            .ShouldBe(["LSCB-02", "LSCB-14"], ignoreOrder: true);
        var tasks = await Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.About!.StartsWith("LSCB-")).ToListAsync());
        tasks.Where(t => t.State == TaskState.Open).Select(t => t.SubjectUrl).ShouldContain($"/self-assessments/answer/{scene.Id}/LSCB-14");
        tasks.Single(t => t.About == "LSCB-06").State.ShouldBe(TaskState.Cancelled);
        (await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-13").Select(l => l.Passage).SingleAsync())).ShouldBe("page 3");
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-14")).Document.QuerySelector("textarea[readonly]").ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_answers_a_criterion_that_was_split_has_all_its_parts_and_is_asked_for_each()
    {
        var scene = await WrittenAsync();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var post = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-03", post, new DateOnly(2015, 3, 31), default);
        });
        await NextVersion.PublishedAsync(Portal);

        await MoveAsync(scene.Id);

        var given = await Portal.ReadAsync(db => db.Assignments.Where(a => a.SelfAssessmentId == scene.Id && (a.CriterionId == "LSCB-03" || a.CriterionId == "LSCB-12")).ToListAsync());
        given.Select(a => (a.CriterionId, a.DueOn)).ShouldBe([("LSCB-03", new DateOnly(2015, 3, 31)), ("LSCB-12", new DateOnly(2015, 3, 31))], ignoreOrder: true);
        given.Select(a => a.PostId).Distinct().Count().ShouldBe(1);
        var police = await SignedInAs(Given.Police);
        (await police.Open("/inbox")).ShouldSay("Answer LSCB-12: Partners escalate");
        (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-12")).Document.QuerySelector("textarea[readonly]").ShouldBeNull();
    }

    [Fact]
    public async Task An_area_that_a_version_brings_is_asked_of_whoever_coordinates_and_goes_on_to_its_lead()
    {
        var scene = await WrittenAsync();
        var file = NextVersion.Json();
        var added = file["judgements"]![0]!.DeepClone();
        added["code"] = "ONL";
        added["title"] = "Online harm";
        var criterion = added["criteria"]![0]!.DeepClone();
        criterion["id"] = "ONL-01";
        added["criteria"] = new System.Text.Json.Nodes.JsonArray(criterion);
        file["judgements"]!.AsArray().Add(added);
        await NextVersion.PublishedAsync(Portal, file);

        await MoveAsync(scene.Id);

        (await (await SignedInAs(Given.Manager)).Open("/inbox")).ShouldSay("Assess the new area: Online harm");
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var post = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "ONL", null, post, new DateOnly(2015, 3, 31), default);
        });
        (await (await SignedInAs(Given.Police)).Open("/inbox")).ShouldSay("Assess the new area: Online harm");
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "ONL", default));
        (await Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.About == "ONL"))).State.ShouldBe(TaskState.Done);
    }

    [Fact]
    public async Task Its_pages_open_although_evidence_stands_under_a_criterion_that_is_gone()
    {
        var scene = await WrittenAsync();
        var item = await Given.EvidenceItem(scene, "Minutes.txt", () => new MemoryStream("Minutes"u8.ToArray()));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<Web.Features.Evidence.LinkEvidence>().ToCriterionAsync(item, scene.Id, "LSCB-06", "page 3", default));
        await NextVersion.PublishedAsync(Portal);
        await MoveAsync(scene.Id);
        var manager = await SignedInAs(Given.Manager);

        foreach (var page in new[] { "coverage", "overview", "readiness", "carried", "former", "timeline", "caveats", "export" })
        {
            (await manager.Open($"/self-assessments/{page}/{scene.Id}")).Status.ShouldBe(HttpStatusCode.OK, page);
        }
    }

    [Fact]
    public async Task It_is_signed_in_the_newer_version_with_the_texts_of_that_version()
    {
        var scene = await MovedAsync();
        await Given.Finished(scene.Id, "Assessed");
        await Given.Finished(scene.Id, "Ready");

        var read = await (await SignedInAs(Given.Chair)).Open($"/sign-off/read/{scene.Id}");

        read.ShouldSay("Members learn together").ShouldSay(Said("LSCB-05").Know);
        read.Text.ShouldNotContain("Policies, procedures and thresholds work");
    }

    [Fact]
    public async Task A_closed_one_stays_where_it_is()
    {
        var scene = await Given.UpForSignature();
        await NextVersion.PublishedAsync(Portal);

        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/newer-version/{scene.Id}")).ShouldSay("so this self-assessment stays on version 1");
        (await Should.ThrowAsync<RuleBroken>(() => MoveAsync(scene.Id))).Code.ShouldBe("self-assessment.not-open");
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == scene.Id))).FrameworkVersion.ShouldBe(1);
    }

    [Fact]
    public async Task Only_those_who_run_it_move_it_and_only_forward()
    {
        var scene = await WrittenAsync();
        await NextVersion.PublishedAsync(Portal);

        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<MoveToVersion>().ToAsync(scene.Id, 2, default)));
        await Should.ThrowAsync<Web.Persistence.NotFound>(() => Portal.AsAsync("janet.moss", s => s.GetRequiredService<MoveToVersion>().ToAsync(scene.Id, 2, default)));
        await Should.ThrowAsync<Web.Persistence.NotFound>(() => MoveAsync(scene.Id, 3));
        (await Should.ThrowAsync<RuleBroken>(() => MoveAsync(scene.Id, 1))).Code.ShouldBe("self-assessment.version-not-newer");
        (await (await SignedInAs("janet.moss")).Open($"/self-assessments/former/{scene.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_version_that_does_not_say_what_became_of_a_criterion_is_not_published()
    {
        var file = NextVersion.Json();
        file["replaces"]!["criteria"]!.AsArray().RemoveAt(3);
        file["replaces"]!["criteria"]![0]!["from"] = "LSCB-99";

        var refused = await Should.ThrowAsync<SeedFileRefused>(() => NextVersion.PublishedAsync(Portal, file));

        refused.Faults.Select(f => f.ToString()).ShouldBe(
        [
            "$.replaces.criteria[0].from: \"LSCB-99\" is not a criterion of version 1",
            "$.replaces.criteria: says nothing about \"LSCB-06\", a criterion of version 1 that this version does not have",
        ]);
        file.Remove("replaces");
        (await Should.ThrowAsync<SeedFileRefused>(() => NextVersion.PublishedAsync(Portal, file))).Faults.Single().Place.ShouldBe("$.replaces");
    }

    [Fact]
    public async Task Everybody_reads_what_a_version_changed()
    {
        await NextVersion.PublishedAsync(Portal);

        var compared = await (await SignedInAs("karl.voss")).Open($"/frameworks/compare/{Given.Framework}/2");

        compared.ShouldSay("Compared with version 1").ShouldSay("It was LSCB-07.").ShouldSay("Gone").ShouldSay("New").ShouldSay("Split").ShouldSay("Merged");
    }

    private static AnswerText Said(string criterion) => Given.Answer with { Know = $"What was known about {criterion}." };

    /// <summary>Every criterion is answered, each in its own words, and the judgement is made.</summary>
    private async Task<Scene> WrittenAsync()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            foreach (var criterion in Enumerable.Range(1, 11).Select(n => $"LSCB-{n:00}"))
            {
                await s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion, Said(criterion), 0, default);
            }

            await s.GetRequiredService<SaveJudgement>().AsAsync(scene.Id, "LSCB", Given.Judgement, 0, default);
        });
        return scene;
    }

    private async Task<Scene> MovedAsync()
    {
        var scene = await WrittenAsync();
        await NextVersion.PublishedAsync(Portal);
        await MoveAsync(scene.Id);
        return scene;
    }

    private Task MoveAsync(Id<SelfAssessment> id, int version = 2) => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MoveToVersion>().ToAsync(id, version, default));
}
