using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SignOff;

/// <summary>What was submitted must change after all.</summary>
public sealed class OpeningAgain(PortalFixture portal) : PortalTest(portal)
{
    private const string Why = "Why must it be opened again?";

    [Fact]
    public async Task Both_signatories_open_it_again_and_a_new_version_follows_while_the_old_one_can_be_read()
    {
        var scene = await Given.Submitted();
        var first = await Given.PresentHash(scene.Id);
        var chair = await SignedInAs(Given.Chair);

        var form = await (await chair.Open($"/sign-off/read/{scene.Id}")).Follow("Ask to open it again");
        (await form.Submit("Continue")).ShouldShowError("Give a reason");
        var asked = await (await form.Submit("Continue", (Why, "The audit of June must be in it."))).Submit("Ask to open it again");

        asked.ShouldSay("The other signatory decides");
        asked.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject.Contains("open the self-assessment again?")));
        mail.Address.ShouldBe("margaret.ellis@demo.example");
        mail.Text.ShouldNotContain("audit of June", customMessage: "Nothing confidential is in the mail.");

        var director = await (await SignedInAs(Given.Director)).Open($"/sign-off/reopen/{scene.Id}");
        (await director.ShouldSay("The audit of June must be in it.").Submit("Agree to open it again")).ShouldSay("The self-assessment is open again.");

        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.InProgress);
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open("/inbox")).ShouldSay("Change what must change and put it up for signature");
        await (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save", ("What do we know?", "With the audit of June."));
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Chair, scene.Id);
        await Given.Signed(Given.Director, scene.Id);

        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
        var versions = await Portal.ReadAsync(db => db.FrozenVersions.OrderBy(v => v.Number).ToListAsync());
        versions.Select(v => (v.Number, v.State, v.SubmittedAt is not null)).ShouldBe([(1, FrozenVersionState.Signed, true), (2, FrozenVersionState.Signed, true)]);
        versions[0].ContentHash.ShouldBe(first);
        var old = await (await chair.Open($"/sign-off/read/{scene.Id}")).ShouldSay("With the audit of June.").Follow("Version 1");
        old.ShouldSay(first).Text.ShouldNotContain("With the audit of June.");
        var timeline = await manager.Open($"/self-assessments/timeline/{scene.Id}");
        timeline.ShouldSay("asked to open it again after submission").ShouldSay("opened it again after submission").ShouldSay("The audit of June must be in it.");
        (await Portal.ReadAsync(db => db.Packs.CountAsync(p => p.SelfAssessmentId == scene.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task The_other_signatory_declines_with_a_reason_and_it_stays_locked()
    {
        var scene = await Given.Submitted();
        await AskAsync(Given.Director, scene);
        var page = await (await SignedInAs(Given.Chair)).Open($"/sign-off/reopen/{scene.Id}");
        (await page.Submit("Decline")).ShouldShowError("Give a reason");

        var declined = await page.Submit("Decline", ("Or say why you decline", "It can wait for next year."));

        declined.ShouldSay("You have declined.").ShouldSay("It can wait for next year.");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("declined to open it again");
    }

    [Fact]
    public async Task Whoever_asked_does_not_agree_for_the_other_and_nobody_asks_twice()
    {
        var scene = await Given.Submitted();
        var director = await SignedInAs(Given.Director);
        var form = (await director.Open($"/sign-off/reopen/{scene.Id}")).Forms[0];
        await AskAsync(Given.Director, scene);

        var own = await director.SendAsOwn(form with { To = $"/sign-off/reopen/{scene.Id}?handler=Agree" });
        own.Status.ShouldBe(HttpStatusCode.Conflict);
        own.ShouldRefuse("The other signatory decides this.");
        var twice = await director.SendAsOwn(form with { To = $"/sign-off/reopen/{scene.Id}?handler=Confirm", Fields = [.. form.Fields.Where(f => f.Key != "Input.Reason"), new("Input.Reason", "Again.")] });
        twice.ShouldRefuse("It has already been asked for.");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
    }

    [Fact]
    public async Task The_quality_assurance_lead_of_the_review_opens_it_alone_and_sees_no_more_than_was_handed_over()
    {
        var scene = await Given.Packed();
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var review = await db.Reviews.Include(r => r.Team).FirstAsync(r => r.BodyId == scene.Board);
            review.Join(await db.People.SingleAsync(p => p.Email == "imogen.price@demo.example"), PostRole.QualityAssuranceLead);
            return await db.SaveChangesAsync();
        });
        var lead = await SignedInAs("imogen.price");
        var page = await lead.Open($"/sign-off/reopen/{scene.Id}");

        var opened = await (await page.Submit("Continue", (Why, "The lists are of another year."))).Submit("Open it again");

        opened.ShouldSay("The self-assessment is open again.");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.InProgress);
        (await lead.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("The lists are of another year.");
    }

    [Theory]
    [InlineData("tom.whitfield", HttpStatusCode.Forbidden)]
    [InlineData("priya.nair", HttpStatusCode.Forbidden)]
    [InlineData("ruth.bannister", HttpStatusCode.NotFound)]
    [InlineData("imogen.price", HttpStatusCode.NotFound)]
    [InlineData("robert.fielding", HttpStatusCode.NotFound)]
    [InlineData("pat.quinn", HttpStatusCode.Forbidden)]
    public async Task Nobody_else_has_a_say(string who, HttpStatusCode status)
    {
        var scene = await Given.Submitted();

        (await (await SignedInAs(who)).Open($"/sign-off/reopen/{scene.Id}")).Status.ShouldBe(status);
    }

    private async Task AskAsync(string who, Scene scene)
    {
        var page = await (await SignedInAs(who)).Open($"/sign-off/reopen/{scene.Id}");
        await (await page.Submit("Continue", (Why, "The audit of June must be in it."))).Submit("Ask to open it again");
    }

    private Task<SelfAssessmentStatus> StatusAsync(Scene scene) => Portal.ReadAsync(db => db.SelfAssessments.Where(a => a.Id == scene.Id).Select(a => a.Status).SingleAsync());
}
