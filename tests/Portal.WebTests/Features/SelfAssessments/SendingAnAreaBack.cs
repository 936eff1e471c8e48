using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class SendingAnAreaBack(PortalFixture portal) : PortalTest(portal)
{
    private const string Health = "samuel.okafor";
    private const string Reason = "Say which audits these were.";
    private const string WholeReason = "The grade does not fit the text.";

    private static readonly DateOnly _fiveDaysOn = new(2015, 3, 10);

    [Fact]
    public async Task A_partner_submits_the_manager_sends_back_beside_each_text_and_after_the_changes_agrees()
    {
        var scene = await LedByHealthAsync();
        var lead = await SignedInAs(Health);
        var manager = await SignedInAs(Given.Manager);

        var submitted = await (await lead.Open(AreaOf(scene))).Submit("Submit this area");
        submitted.ShouldSay("Submitted").ShouldSay("Those who run the self-assessment look at it by 10 March 2015.");
        submitted.Html.ShouldNotContain("Submit this area</button>");

        var looking = await (await manager.Open("/inbox")).Follow("Look at: Effectiveness of the Local Safeguarding Children Board");
        (await TaskAsync("Look at")).DueOn.ShouldBe(_fiveDaysOn);
        var check = await looking.Submit("Send it back with these reasons", ("What should change in the whole area", WholeReason), ("What should change in LSCB-02, and why?", Reason));
        check.ShouldSay("Check what you ask for").ShouldSay(Reason).ShouldSay(WholeReason).ShouldSay("10 March 2015");
        var back = await check.Submit("Request these changes");
        back.ShouldSay("Changes requested").ShouldSay("is sent back");

        (await lead.Open(AreaOf(scene))).ShouldSay(WholeReason).ShouldSay("To be changed by 10 March 2015");
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).ShouldSay(Reason).Text.ShouldNotContain(WholeReason);
        (await TaskAsync("Look at")).State.ShouldBe(TaskState.Done);
        (await TaskAsync("Change what was asked")).DueOn.ShouldBe(_fiveDaysOn);

        await (await lead.Open(AreaOf(scene))).Submit("Submit this area");
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Text.ShouldNotContain(Reason);
        var agreed = await (await manager.Open($"/self-assessments/challenge/{scene.Id}/LSCB")).Submit("Agree this area");
        agreed.ShouldSay("Agreed").ShouldSay("What was asked before").ShouldSay(Reason);
        (await manager.Open($"/self-assessments/overview/{scene.Id}")).ShouldSay("Agreed");
        (await Portal.ReadAsync(db => db.Tasks.Where(t => t.State == TaskState.Open && (t.Title.StartsWith("Look at") || t.Title.StartsWith("Change"))).CountAsync())).ShouldBe(0);
        (await manager.Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("sent an area back with reasons").ShouldSay("agreed an area");
    }

    [Fact]
    public async Task Whoever_answers_a_criterion_that_was_sent_back_is_asked_to_change_it_and_each_is_told_once_without_the_reasons()
    {
        var scene = await LedByHealthAsync();
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-02", Given.Answer, 0, default));
        await FinishedAnsweringAsync(scene);

        await SentBackAsync(scene);

        var changing = await (await (await SignedInAs(Given.Police)).Open("/inbox")).Follow("Change LSCB-02: Front-line practice is watched");
        changing.ShouldSay(Reason);
        await changing.Submit("Save and finish my task", ("What do we know?", "Three audits in May, June and July."));
        (await TaskAsync("Change LSCB-02")).State.ShouldBe(TaskState.Done);
        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith("changes were requested")).ToListAsync());
        mails.Select(m => m.Name).Order().ShouldBe(["Priya Nair", "Samuel Okafor"]);
        mails.ShouldAllBe(m => !m.Text.Contains(Reason) && !m.Text.Contains(WholeReason));
        mails.Single(m => m.Name == "Priya Nair").Text.ShouldContain($"/self-assessments/answer/{scene.Id}/LSCB-02");
    }

    [Fact]
    public async Task What_is_submitted_again_takes_the_partners_tasks_to_change_with_it()
    {
        var scene = await LedByHealthAsync();
        await FinishedAnsweringAsync(scene);
        await SentBackAsync(scene);

        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));

        (await TaskAsync("Change LSCB-02")).State.ShouldBe(TaskState.Cancelled);
        (await TaskAsync("Change what was asked")).State.ShouldBe(TaskState.Done);
    }

    [Fact]
    public async Task Submitting_ends_the_question_of_the_process_and_the_process_goes_on_without_waiting_for_agreement()
    {
        var scene = await LedByHealthAsync();

        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));

        (await TaskAsync("Assess:")).State.ShouldBe(TaskState.Done);
        (await TaskAsync("Check readiness")).State.ShouldBe(TaskState.Open);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/readiness/{scene.Id}"))
            .ShouldSay("Effectiveness of the Local Safeguarding Children Board: submitted, and neither agreed nor sent back");
    }

    [Fact]
    public async Task Whoever_changes_an_agreed_area_is_found_by_the_readiness_checks()
    {
        var scene = await LedByHealthAsync();
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<DecideOnArea>().AgreeAsync(scene.Id, "LSCB", default));
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).Text.ShouldNotContain("changed since it was agreed");
        Portal.Clock.Advance(TimeSpan.FromHours(1));

        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-02", Given.Answer, 0, default));

        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("changed since it was agreed");
    }

    [Fact]
    public async Task A_partner_cannot_agree_and_the_partner_of_one_criterion_cannot_submit()
    {
        var scene = await LedByHealthAsync();

        await Should.ThrowAsync<Web.Security.Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default)));
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        await Should.ThrowAsync<Web.Security.Forbidden>(() => Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().AgreeAsync(scene.Id, "LSCB", default)));
        (await (await SignedInAs(Given.Director)).Open($"/self-assessments/challenge/{scene.Id}/LSCB")).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_form_without_reasons_or_with_a_day_that_is_over_is_shown_again_with_all_that_was_typed()
    {
        var scene = await LedByHealthAsync();
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/challenge/{scene.Id}/LSCB");

        (await page.Submit("Send it back with these reasons")).ShouldShowError("Say what must change, for the whole area or for one of its criteria");
        (await page.Submit("Send it back with these reasons", ("What should change in LSCB-02, and why?", new string('x', 4001)))).ShouldShowError("Each reason must be 4,000 characters or fewer");
        var mixed = await page.Submit("Agree this area", ("What should change in LSCB-02, and why?", Reason));
        mixed.ShouldShowError("You wrote what must change: request the changes, or empty the boxes and agree");
        mixed.Value("What should change in LSCB-02, and why?").ShouldBe(Reason);
        var check = await page.Submit("Send it back with these reasons", ("What should change in LSCB-02, and why?", Reason), ("By when is it to be changed?", new DateOnly(2015, 3, 2)));
        (await check.Submit("Request these changes")).ShouldRefuse("The day must be today or later");
    }

    [Fact]
    public async Task Markup_and_every_script_in_a_reason_are_shown_as_they_were_typed()
    {
        const string Odd = "<script>alert(1)</script> Mae’r archwiliad yn dda. مراجعة 👩‍👧";
        var scene = await LedByHealthAsync();
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/challenge/{scene.Id}/LSCB");

        var check = await page.Submit("Send it back with these reasons", ("What should change in LSCB-02, and why?", Odd));
        check.ShouldSay(Odd);
        await check.Submit("Request these changes");

        var answer = await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02");
        answer.ShouldSay(Odd).Document.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    [Fact]
    public async Task Agreed_and_sent_back_at_the_same_moment_one_of_them_holds_and_the_other_is_told()
    {
        var scene = await LedByHealthAsync();
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));

        var failures = await AtOnce.DoAsync(
            () => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<DecideOnArea>().AgreeAsync(scene.Id, "LSCB", default)),
            () => Portal.AsAsync(Given.Chair, s => s.GetRequiredService<DecideOnArea>().AgreeAsync(scene.Id, "LSCB", default)));

        failures.Count(f => f is not null).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<AreaStep>().CountAsync(s => s.Status == AreaStatus.Agreed))).ShouldBe(1);
    }

    private static string AreaOf(Scene scene) => $"/self-assessments/area/{scene.Id}/LSCB";

    /// <summary>Health leads the area, the police answer LSCB-02.</summary>
    private async Task<Scene> LedByHealthAsync()
    {
        var scene = await Given.Assigned();
        await Given.AreaLed(scene, Health, new DateOnly(2015, 4, 15));
        return scene;
    }

    private async Task FinishedAnsweringAsync(Scene scene) =>
        await (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save and finish my task", ("What do we know?", "Audits."));

    private async Task SentBackAsync(Scene scene)
    {
        await Portal.AsAsync(Health, s => s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<DecideOnArea>().RequestChangesAsync(
            scene.Id, "LSCB", [new WantedChange("LSCB-02", Reason), new WantedChange(null, WholeReason)], _fiveDaysOn, default));
    }

    private Task<PostTask> TaskAsync(string title) =>
        Portal.ReadAsync(db => db.Tasks.Where(t => t.Title.StartsWith(title)).OrderByDescending(t => t.CreatedAt).FirstAsync());
}
