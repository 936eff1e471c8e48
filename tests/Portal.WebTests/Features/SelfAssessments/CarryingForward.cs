using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>What was written in the last cycle is carried into the next, and waits until somebody confirms or changes it.</summary>
public sealed class CarryingForward(PortalFixture portal) : PortalTest(portal)
{
    private static readonly AssessmentPlan _next = new(new DateOnly(2015, 3, 1), new DateOnly(2016, 2, 28), new DateOnly(2015, 5, 6));

    [Fact]
    public async Task Answers_with_what_was_to_be_done_reasons_and_links_come_along_and_grades_do_not()
    {
        var last = await Given.Submitted();

        var id = await NextAsync();

        var answers = await Portal.ReadAsync(db => db.Answers.Where(a => a.SelfAssessmentId == id).ToListAsync());
        answers.Count.ShouldBe(11);
        answers.Select(a => a.Text).Distinct().ShouldBe([Given.Answer with { SelfGrade = null }]);
        var judgement = await Portal.ReadAsync(db => db.Judgements.SingleAsync(j => j.SelfAssessmentId == id));
        judgement.Text.ShouldBe(Given.Judgement with { Grade = null });
        (await Portal.ReadAsync(db => db.EvidenceLinks.CountAsync(l => l.SelfAssessmentId == id))).ShouldBe(last.Evidence.Count);
        (await Portal.ReadAsync(db => db.SelfAssessments.Where(a => a.Id == id).Select(a => a.FollowsId).SingleAsync())).ShouldBe(last.Id);
        (await Portal.ReadAsync(db => db.Answers.CountAsync(a => a.SelfAssessmentId == last.Id && a.Text.SelfGrade == "good"))).ShouldBe(11);
    }

    [Fact]
    public async Task Only_what_is_ticked_comes_along()
    {
        await Given.Submitted();

        var id = await NextAsync(new CarryWish(Answers: false, Judgements: false, Evidence: true));

        (await Portal.ReadAsync(db => db.Answers.CountAsync(a => a.SelfAssessmentId == id))).ShouldBe(0);
        (await Portal.ReadAsync(db => db.EvidenceLinks.CountAsync(l => l.SelfAssessmentId == id))).ShouldBe(2);
        (await WaitingAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_carried_text_refers_to_comes_with_it_under_its_number_even_where_links_are_not_ticked()
    {
        var last = await Given.Assessed();
        var reference = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == last.Id).MaxAsync(l => l.Reference));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(last.Id, "LSCB-01", Given.Answer with { HowKnown = $"Two audits [{reference}]." }, 1, default));

        var id = await NextAsync(new CarryWish(Answers: true, Judgements: false, Evidence: false));

        (await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == id).Select(l => l.Reference).ToListAsync())).ShouldBe([reference]);
        (await Portal.ReadAsync(db => db.Answers.SingleAsync(a => a.SelfAssessmentId == id && a.CriterionId == "LSCB-01"))).Text.HowKnown.ShouldBe($"Two audits [{reference}].");
    }

    [Fact]
    public async Task The_chair_ticks_it_on_the_page_and_checks_where_it_comes_from()
    {
        await Given.Submitted();
        var form = await (await SignedInAs(Given.Chair)).Open("/self-assessments/open");

        var check = await form.Submit(
            "Continue",
            ("When does the period start?", _next.PeriodFrom), ("When does the period end?", _next.PeriodTo), ("When is it to be submitted?", _next.SubmissionDate),
            ("What is carried forward from the last self-assessment?", new[] { "Answers, with what was to be done next", "Links to evidence" }));
        check.ShouldSay("From the self-assessment for 1 March 2014 to 28 February 2015.").ShouldSay("Grades are given anew.");
        var overview = await check.Submit("Open the self-assessment");

        (await overview.Follow("Carried texts to confirm")).ShouldSay("11 texts were written for the last self-assessment");
    }

    [Fact]
    public async Task Where_there_is_no_last_one_the_check_says_so()
    {
        var form = await (await SignedInAs(Given.Chair)).Open("/self-assessments/open");

        var check = await form.Submit(
            "Continue",
            ("When does the period start?", _next.PeriodFrom), ("When does the period end?", _next.PeriodTo), ("When is it to be submitted?", _next.SubmissionDate),
            ("What is carried forward from the last self-assessment?", new[] { "Links to evidence" }));

        check.ShouldSay("there is no earlier self-assessment against this framework");
    }

    [Fact]
    public async Task Each_text_waits_until_it_is_confirmed_or_changed_and_until_then_nothing_is_put_up_for_signature()
    {
        await Given.Submitted();
        var id = await NextAsync();
        await Given.Finished(id, "Assigned");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveJudgement>().AsAsync(id, "LSCB", Given.Judgement, 1, default));
        await Given.Finished(id, "Assessed");
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open($"/self-assessments/readiness/{id}")).ShouldSay("Must be put right (11)").ShouldSay("LSCB-02 Front-line practice is watched: carried from the last self-assessment");

        (await Should.ThrowAsync<RuleBroken>(() => ReadyAsync(id))).Code.ShouldBe("sign-off.carried-unconfirmed");
        var answer = await manager.Open($"/self-assessments/answer/{id}/LSCB-02");
        answer.ShouldSay("Carried from the last self-assessment.");
        var confirmed = await answer.Submit("Confirm that it still holds");
        confirmed.Path.ShouldBe($"/self-assessments/answer/{id}/LSCB-02");
        confirmed.Text.ShouldNotContain("Carried from the last self-assessment.");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(id, "LSCB-03", Given.Answer with { Know = "It is weekly now." }, 1, default));
        (await WaitingAsync(id)).Count.ShouldBe(9);
        var overview = await manager.Open($"/self-assessments/overview/{id}");
        HtmlPage.Words(overview.Document.QuerySelector("#bar-confirmed-text")).ShouldContain("3 of 12 carried texts");
        overview.ShouldSay("carried from before: to be confirmed");
        (await Should.ThrowAsync<RuleBroken>(() => ReadyAsync(id))).Message.ShouldNotContain("LSCB-03");

        var all = await (await manager.Open($"/self-assessments/carried/{id}")).Submit("Confirm everything in this area named Effectiveness of the Local Safeguarding Children Board");

        all.ShouldSay("Nothing waits");
        await ReadyAsync(id);
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == id))).Status.ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
    }

    [Fact]
    public async Task What_was_said_last_time_stands_beside_the_question_also_where_nothing_was_carried()
    {
        await Given.Submitted();
        var id = await NextAsync(CarryWish.Nothing);
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/self-assessments/answer/{id}/LSCB-02")).ShouldSay("What was said last time, 1 March 2014 to 28 February 2015").ShouldSay(Given.Answer.Know);
        (await manager.Open($"/self-assessments/judge/{id}/LSCB")).ShouldSay(Given.Judgement.KeptFromHigher);
    }

    [Fact]
    public async Task Whoever_answers_a_criterion_confirms_it_and_nothing_else()
    {
        await Given.Submitted();
        var id = await NextAsync();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var post = await s.GetRequiredService<PortalDbContext>().Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(id, "LSCB", "LSCB-02", post, new DateOnly(2015, 3, 31), default);
        });

        var page = await (await SignedInAs(Given.Police)).Open($"/self-assessments/carried/{id}");
        page.ShouldSay("1 text was written for the last self-assessment").ShouldSay("LSCB-02 Front-line practice is watched");
        page.Text.ShouldNotContain("LSCB-03");
        await Should.ThrowAsync<Forbidden>(() => ConfirmedBy(Given.Police, id, "LSCB-03"));
        (await Portal.AsAsync(Given.Police, s => s.GetRequiredService<ConfirmCarried>().AreaAsync(id, "LSCB", default))).ShouldBe(1);
        (await Portal.AsAsync("samuel.okafor", s => s.GetRequiredService<ConfirmCarried>().AreaAsync(id, "LSCB", default))).ShouldBe(0);
        (await WaitingAsync(id)).ShouldNotContain("LSCB-02");
        (await WaitingAsync(id)).Count.ShouldBe(11);
    }

    [Fact]
    public async Task Another_body_sees_and_carries_nothing_of_it()
    {
        var last = await Given.Submitted();
        var id = await NextAsync();

        foreach (var who in Everything.Strangers)
        {
            var page = await (await SignedInAs(who)).Open($"/self-assessments/carried/{id}");
            page.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
            page.Html.ShouldNotContain(Given.Answer.Know);
        }

        await Should.ThrowAsync<NotFound>(() => ConfirmedBy("janet.moss", id, "LSCB-02"));
        var westmere = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-westmere-board").Select(b => b.Id).SingleAsync());
        var theirs = await Portal.AsAsync("robert.fielding", s => s.GetRequiredService<OpenSelfAssessment>().ForAsync(westmere, Given.Framework, 1, _next, new CarryWish(true, true, true), default));
        (await Portal.ReadAsync(db => db.Answers.CountAsync(a => a.SelfAssessmentId == theirs))).ShouldBe(0);
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == theirs))).FollowsId.ShouldBeNull();
        last.Id.ShouldNotBe(id);
    }

    [Fact]
    public async Task A_withdrawn_self_assessment_is_no_last_one()
    {
        var withdrawn = await Given.Assessed();
        await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<WithdrawSelfAssessment>().AsAsync(withdrawn.Id, "Opened for the wrong year.", default));

        var id = await NextAsync();

        (await Portal.ReadAsync(db => db.Answers.CountAsync(a => a.SelfAssessmentId == id))).ShouldBe(0);
    }

    [Fact]
    public async Task Into_a_newer_version_texts_go_where_their_criteria_went()
    {
        await Given.Submitted();
        await NextVersion.PublishedAsync(Portal);

        var id = await NextAsync(version: 2);

        var answers = await Portal.ReadAsync(db => db.Answers.Where(a => a.SelfAssessmentId == id).ToDictionaryAsync(a => a.CriterionId, a => a.Text.Know));
        answers.Keys.ShouldBe(["LSCB-01", "LSCB-02", "LSCB-03", "LSCB-08", "LSCB-09", "LSCB-10", "LSCB-11", "LSCB-12", "LSCB-13", "LSCB-14"], ignoreOrder: true);
        answers["LSCB-13"].ShouldBe($"{Given.Answer.Know}\n\n{Given.Answer.Know}");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/answer/{id}/LSCB-13")).ShouldSay("LSCB-04 Safeguarding is each member").ShouldSay("LSCB-05 Learning");
    }

    [Fact]
    public async Task What_was_carried_under_a_criterion_that_a_newer_version_lacks_holds_up_no_signature()
    {
        await Given.Submitted();
        var id = await NextAsync();
        await Given.Finished(id, "Assigned");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveJudgement>().AsAsync(id, "LSCB", Given.Judgement, 1, default));
        await NextVersion.PublishedAsync(Portal);

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MoveToVersion>().ToAsync(id, 2, default));

        (await WaitingAsync(id)).ShouldNotContain("LSCB-06");
        (await WaitingAsync(id)).ShouldContain("LSCB-14");
        await Given.Finished(id, "Assessed");
        (await Should.ThrowAsync<RuleBroken>(() => ReadyAsync(id))).Code.ShouldBe("sign-off.carried-unconfirmed");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<ConfirmCarried>().AreaAsync(id, "LSCB", default));
        await ReadyAsync(id);
        (await Portal.ReadAsync(db => db.SelfAssessments.SingleAsync(a => a.Id == id))).Status.ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
    }

    private async Task<Id<SelfAssessment>> NextAsync(CarryWish? carry = null, int version = 1)
    {
        var board = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync());
        return await Portal.AsAsync(Given.Chair, s =>
            s.GetRequiredService<OpenSelfAssessment>().ForAsync(board, Given.Framework, version, _next, carry ?? new CarryWish(true, true, true), default));
    }

    private Task<int> ConfirmedBy(string who, Id<SelfAssessment> id, string subject) =>
        Portal.AsAsync(who, s => s.GetRequiredService<ConfirmCarried>().OneAsync(id, subject, default));

    private Task ReadyAsync(Id<SelfAssessment> id) => Portal.AsAsync(Given.Manager, async s =>
    {
        var tasks = await s.GetRequiredService<PortalDbContext>().Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open).ToListAsync();
        await s.GetRequiredService<TaskCompletion>().FinishAsync(tasks.Single(t => t.Outcomes.Contains("Ready")).Id, "Ready", null, default);
    });

    private async Task<IReadOnlyList<string>> WaitingAsync(Id<SelfAssessment> id) =>
        [.. (await Portal.AsPortalAsync(s => s.GetRequiredService<Web.SelfAssessments.CarriedTexts>().WaitingAsync(id, default))).Select(c => c.Subject)];
}
