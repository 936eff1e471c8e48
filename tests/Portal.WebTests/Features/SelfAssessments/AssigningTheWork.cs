using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class AssigningTheWork(PortalFixture portal) : PortalTest(portal)
{
    private const string PoliceChoice = "Northshire Police (Priya Nair)";
    private const string ManagerChoice = "Board manager (Tom Whitfield)";

    private static readonly DateOnly _inMarch = new(2015, 3, 31);
    private static readonly DateOnly _inApril = new(2015, 4, 15);

    [Fact]
    public async Task An_area_and_its_criteria_are_given_on_one_page_and_a_criterion_without_a_date_is_due_with_its_area()
    {
        var scene = await Given.Opened();
        var page = await AreaPageAsync(scene);

        var after = await page.Submit("Save assignments", ("Who leads this area?", ManagerChoice), ("By when?", _inApril), Answers("LSCB-02", PoliceChoice));

        after.Path.ShouldBe($"/self-assessments/assign/{scene.Id}");
        after.ShouldSay("Board manager").ShouldSay("15 April 2015").ShouldSay("1 of 11");
        (await OpenTaskAsync("LSCB-02"))!.DueOn.ShouldBe(_inApril);
    }

    [Fact]
    public async Task One_date_that_cannot_be_leaves_all_as_it_was_and_keeps_what_was_chosen()
    {
        var scene = await Given.Opened();
        var page = await AreaPageAsync(scene);

        var refused = await page.Submit("Save assignments", ("Who leads this area?", ManagerChoice), ("By when?", new DateOnly(2016, 1, 4)), Answers("LSCB-02", PoliceChoice));

        refused.ShouldShowError("The due date must be on or before the submission date.");
        refused.Value("Who leads this area?").ShouldBe(page.Document.QuerySelectorAll("select option").First(o => HtmlPage.Words(o) == ManagerChoice).GetAttribute("value"));
        (await Portal.ReadAsync(db => db.Assignments.CountAsync())).ShouldBe(0);
        (await OpenTaskAsync("LSCB-02")).ShouldBeNull();
    }

    [Fact]
    public async Task A_post_without_any_date_is_asked_for_one()
    {
        var scene = await Given.Opened();

        var refused = await (await AreaPageAsync(scene)).Submit("Save assignments", ("Who leads this area?", ManagerChoice));

        refused.ShouldShowError("Enter the day by which it is due.");
    }

    [Fact]
    public async Task What_is_given_to_nobody_again_takes_its_task_with_it()
    {
        var scene = await Given.Assigned();
        (await OpenTaskAsync("LSCB-02")).ShouldNotBeNull();

        await (await AreaPageAsync(scene)).Submit("Save assignments", Answers("LSCB-02", "Whoever leads the area"));

        (await Portal.ReadAsync(db => db.Assignments.CountAsync())).ShouldBe(0);
        (await OpenTaskAsync("LSCB-02")).ShouldBeNull();
    }

    [Fact]
    public async Task Giving_a_criterion_to_somebody_else_moves_its_task()
    {
        var scene = await Given.Assigned();
        var before = (await OpenTaskAsync("LSCB-02"))!;

        await (await AreaPageAsync(scene)).Submit("Save assignments", Answers("LSCB-02", "Northshire Health (Samuel Okafor)"));

        var after = (await OpenTaskAsync("LSCB-02"))!;
        (after.Id, after.DueOn).ShouldBe((before.Id, _inMarch));
        after.PostId.ShouldNotBe(before.PostId);
    }

    [Fact]
    public async Task When_nobody_leads_an_area_any_more_its_task_falls_to_the_board_manager()
    {
        var scene = await Given.Opened();
        await (await AreaPageAsync(scene)).Submit("Save assignments", ("Who leads this area?", PoliceChoice), ("By when?", _inApril));
        await Given.Finished(scene.Id, "Assigned");
        var led = (await OpenTaskAsync("LSCB"))!;

        await (await AreaPageAsync(scene)).Submit("Save assignments", ("Who leads this area?", "Nobody"));

        var task = (await OpenTaskAsync("LSCB"))!;
        task.Id.ShouldBe(led.Id);
        (await Portal.ReadAsync(db => db.Posts.Where(p => p.Id == task.PostId).Select(p => p.Title).SingleAsync())).ShouldBe("Board manager");
    }

    [Fact]
    public async Task Assigned_twice_at_the_same_moment_a_criterion_is_given_once()
    {
        var scene = await Given.Opened();
        var post = await Portal.ReadAsync(db => db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync());
        Task AssignAsync(string who) => Portal.AsAsync(who, s => s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-02", post, _inMarch, default));

        var failures = await AtOnce.DoAsync(() => AssignAsync(Given.Manager), () => AssignAsync(Given.Chair), () => AssignAsync(Given.Manager));

        failures.ShouldAllBe(f => f == null);
        (await Portal.ReadAsync(db => db.Assignments.CountAsync())).ShouldBe(1);
        (await OpenTaskAsync("LSCB-02")).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_the_text_is_frozen_nobody_is_asked_to_write_and_a_return_asks_again()
    {
        var scene = await Given.UpForSignature();
        (await TaskAsync("LSCB-02")).State.ShouldBe(TaskState.OnHold);
        (await (await SignedInAs(Given.Police)).Open("/inbox")).Text.ShouldNotContain("Answer LSCB-02");

        await Given.Returned(Given.Chair, scene.Id, "Say more about LSCB-02.");

        (await (await SignedInAs(Given.Police)).Open("/inbox")).ShouldSay("Answer LSCB-02");
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Chair, scene.Id);
        await Given.Signed(Given.Director, scene.Id);
        (await TaskAsync("LSCB-02")).State.ShouldBe(TaskState.Cancelled);
    }

    [Fact]
    public async Task A_partner_is_led_only_to_criteria_that_are_theirs_to_answer()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);

        (await police.Open($"/self-assessments/overview/{scene.Id}")).ShouldSay("Continue at the first gap: LSCB-02");
        var answer = await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02");
        await answer.Submit("Save and finish my task", ("What do we know?", "We know."), ("How do we know it?", "Audit."), ("What difference", "Less waiting."), ("What will we do next?", "Go on."));

        (await police.Open($"/self-assessments/overview/{scene.Id}")).Text.ShouldNotContain("Continue at the first gap");
        (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Text.ShouldNotContain("Save and go to");
    }

    [Fact]
    public async Task What_is_said_with_an_assignment_stands_beside_the_question_and_nowhere_in_a_mail()
    {
        const string Note = "Mae angen hyn erbyn mis Mai. <b>Begin with the audits</b> 📄";
        var scene = await Given.Opened();

        await (await AreaPageAsync(scene)).Submit(
            "Save assignments", Answers("LSCB-02", PoliceChoice), ("LSCB-02 › By when?", _inMarch), ("LSCB-02 › What do you want to say to them? (optional)", Note));

        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).ShouldSay(Note);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Text.ShouldNotContain("What you are asked for");
        (await AreaPageAsync(scene)).Html.ShouldContain("Begin with the audits");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AnyAsync(m => m.Text.Contains("audits")))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_note_alone_can_be_changed_and_the_task_stays_the_same()
    {
        var scene = await Given.Assigned();
        var before = (await OpenTaskAsync("LSCB-02"))!;

        await (await AreaPageAsync(scene)).Submit("Save assignments", ("LSCB-02 › What do you want to say to them? (optional)", "Begin with June."));

        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).ShouldSay("Begin with June.");
        (await OpenTaskAsync("LSCB-02"))!.Id.ShouldBe(before.Id);
    }

    [Fact]
    public async Task Several_areas_and_criteria_go_to_one_post_with_one_date_and_whoever_had_one_is_told_once()
    {
        var scene = await Given.Assigned();
        var page = await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/assign/{scene.Id}")).Follow("Give several areas or criteria to one post");
        page.ShouldSay("(now with Northshire Police)");

        var after = await page.Submit(
            "Assign them",
            ("Which areas and criteria?", page.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("Lead the whole", StringComparison.Ordinal) || l.StartsWith("LSCB-02", StringComparison.Ordinal) || l.StartsWith("LSCB-05", StringComparison.Ordinal)).ToArray()),
            ("Who takes them on?", "Northshire Health (Samuel Okafor)"),
            ("By when?", _inApril),
            ("What do you want to say to them? (optional)", "All of it belongs together."));

        after.ShouldSay("3 parts are assigned.").ShouldSay("Northshire Health");
        (await Portal.ReadAsync(db => db.Assignments.CountAsync())).ShouldBe(3);
        (await OpenTaskAsync("LSCB-02"))!.DueOn.ShouldBe(_inApril);
        (await OpenTaskAsync("LSCB-05")).ShouldNotBeNull();
        var mail = (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("work was taken off you")).ToListAsync())).ShouldHaveSingleItem();
        mail.Name.ShouldBe("Priya Nair");
        mail.Text.ShouldContain("LSCB-02 Front-line practice is watched");
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_part_that_cannot_be_given_keeps_all_of_them_where_they_are()
    {
        var scene = await Given.Assigned();
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/assign-many/{scene.Id}");

        (await page.Submit("Assign them")).ShouldShowError("Choose at least one area or criterion");
        var refused = await page.Submit(
            "Assign them",
            ("Which areas and criteria?", page.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Where(l => l.StartsWith("LSCB-0", StringComparison.Ordinal)).ToArray()),
            ("Who takes them on?", ManagerChoice),
            ("By when?", new DateOnly(2016, 1, 4)));

        refused.ShouldShowError("The due date must be on or before the submission date.");
        (await Portal.ReadAsync(db => db.Assignments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Reassigned_after_it_was_sent_back_both_questions_to_the_lead_move()
    {
        var scene = await Given.Assigned();
        await Given.AreaLed(scene, "samuel.okafor", _inApril);
        await Portal.AsAsync("samuel.okafor", s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<DecideOnArea>().RequestChangesAsync(scene.Id, "LSCB", [new WantedChange(null, "Say more.")], _inMarch, default));

        await Given.AreaLed(scene, Given.Police, _inApril);

        (await (await SignedInAs(Given.Police)).Open("/inbox")).ShouldSay("Change what was asked");
        (await (await SignedInAs("samuel.okafor")).Open("/inbox")).Text.ShouldNotContain("Change what was asked");
    }

    private static (string, object?) Answers(string criterion, string post) => ($"{criterion} › Who answers it?", post);

    private async Task<HtmlPage> AreaPageAsync(Scene scene)
    {
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/assign/{scene.Id}");
        return await page.Follow("Assign Effectiveness of the Local Safeguarding Children Board");
    }

    private Task<PostTask?> OpenTaskAsync(string about) =>
        Portal.ReadAsync(db => db.Tasks.SingleOrDefaultAsync(t => t.About == about && t.State == TaskState.Open));

    private Task<PostTask> TaskAsync(string about) => Portal.ReadAsync(db => db.Tasks.SingleAsync(t => t.About == about));
}
