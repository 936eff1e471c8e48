using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Security;
using Portal.Web.Words;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Administration;

public sealed class LookingAfterThePortal(PortalFixture portal) : PortalTest(portal)
{
    private Visitor _administrator = null!;

    [Fact]
    public async Task With_nothing_amiss_the_first_page_says_so()
    {
        (await _administrator.Open("/administration")).ShouldSay("Nothing: no mail was refused or came back, no work was given up, no step of a case has failed, no file is held in quarantine, lost or changed, and the audit trail is sound.");
    }

    [Theory]
    [InlineData(2027, 12, 31, false)]
    [InlineData(2028, 1, 1, true)]
    public async Task Bank_holidays_that_run_out_within_twelve_months_are_warned_of_on_the_page_and_to_whoever_watches(int year, int month, int day, bool warned)
    {
        Portal.Clock.SetUtcNow(new DateTimeOffset(year, month, day, 9, 0, 0, TimeSpan.Zero));

        var page = await (await PortalFixture.SignInAsync(Portal.Host, "pat.quinn")).Open("/administration");

        page.ShouldSay("Known until 31 December 2028").ShouldSay("compared on 30 November 2026");
        page.Text.Contains("The bank holidays of England, Wales, Scotland, Northern Ireland are not known for all of the next twelve months", StringComparison.Ordinal).ShouldBe(warned);
        page.Text.Contains("Nothing: no mail was refused", StringComparison.Ordinal).ShouldBe(!warned);
        var health = (await new Visitor(Portal.Host).Open("/health")).Text;
        health.Contains("bank holidays: Degraded", StringComparison.Ordinal).ShouldBe(warned);
    }

    [Fact]
    public async Task What_is_to_be_seen_to_is_counted_and_leads_to_its_list()
    {
        await Given.Submitted();
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Name == "Tom Whitfield").ExecuteUpdateAsync(set =>
            set.SetProperty(m => m.State, EmailState.Refused).SetProperty(m => m.ServerAnswer, "550 5.1.1 No such mailbox").SetProperty(m => m.FailedAt, m => m.WrittenAt)));
        await FailAsync();

        var page = await _administrator.Open("/administration");

        var mails = await page.Follow("1 refused mail");
        mails.ShouldSay("tom.whitfield@demo.example").ShouldSay("550 5.1.1 No such mailbox");
        mails.Text.ShouldNotContain("helen.archer@demo.example");
        (await page.Follow("1 failed piece of background work")).ShouldSay("assemble-pack").ShouldSay("The disk is full.");
    }

    [Fact]
    public async Task Mail_is_found_by_address_and_its_text_is_not_shown()
    {
        await Given.Submitted();
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().OrderBy(m => m.Id).FirstAsync(m => m.Name == "Priya Nair"));

        var found = await (await _administrator.Open("/administration/mail")).Submit("Show", ("Address contains", "PRIYA"));

        found.ShouldSay(mail.Address);
        found.Text.ShouldNotContain("tom.whitfield@demo.example");
        mail.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length > 40)
            .ShouldAllBe(line => !found.Text.Contains(line, StringComparison.Ordinal));
        (await (await _administrator.Open("/administration/mail")).Submit("Show", ("Address contains", "nobody"))).ShouldSay("No mail is like that.");
    }

    [Fact]
    public async Task Work_that_was_given_up_is_tried_again_once_and_it_is_on_record_who_asked()
    {
        await Given.Submitted();
        await FailAsync();
        var one = await _administrator.Open("/administration/jobs?state=Failed");
        var other = await _administrator.Open("/administration/jobs?state=Failed");
        var again = one.Forms.ShouldHaveSingleItem();

        var after = await one.Submit(HtmlPage.Words(one.Document.QuerySelector("main form[method=post] button")));
        after.ShouldSay("The work will be tried again.");
        var refused = await other.Submit(HtmlPage.Words(other.Document.QuerySelector("main form[method=post] button")));

        again.To.ShouldContain("TryAgain");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("This work is no longer marked as failed.");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "job-tried-again"))).ShouldBe(1);
        await Given.JobsRun();
        (await Portal.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Kind == "assemble-pack").Select(j => j.State).SingleAsync())).ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task A_case_shows_where_it_waits_and_its_journal()
    {
        var scene = await Given.Assigned();
        var id = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.SelfAssessmentId == scene.Id).Select(i => i.Id).SingleAsync());

        var list = await _administrator.Open("/administration/workflows?state=Suspended");
        list.ShouldSay("Northshire Safeguarding Children Board").ShouldSay("Waiting");
        var page = await _administrator.Open($"/administration/workflows/case/{id}");

        page.ShouldSay("What it waits for").ShouldSay("Portal.HumanTask").ShouldSay("Started");
        (await _administrator.Open("/administration/workflows?state=Faulted")).ShouldSay("No case is like that.");
    }

    [Fact]
    public async Task Cases_are_narrowed_to_a_workflow_and_a_body()
    {
        var scene = await Given.Assigned();
        var follows = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.SelfAssessmentId == scene.Id));
        var (definition, body) = (follows.DefinitionId, follows.BodyId);
        var another = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Id != body).OrderBy(b => b.Name).Select(b => b.Id).FirstAsync());

        (await _administrator.Open($"/administration/workflows?definition={definition}&body={body}")).ShouldSay("case of");
        (await _administrator.Open($"/administration/workflows?definition=section-11-return&body={body}")).ShouldSay("No case is like that.");
        (await _administrator.Open($"/administration/workflows?body={another}")).Status.ShouldBe(HttpStatusCode.NotFound, "a body without cases is not among the choices");
    }

    [Fact]
    public async Task A_workflow_that_a_later_release_cannot_read_takes_no_page_down()
    {
        const int Later = 99;
        var scene = await Given.Assigned();
        var follows = await Portal.ReadAsync(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.SelfAssessmentId == scene.Id));
        var (id, definition) = (follows.Id, follows.DefinitionId);
        await Portal.ReadAsync(async db =>
        {
            var published = await db.Set<PublishedWorkflow>().AsNoTracking().FirstAsync(w => w.DefinitionId == definition);
            db.Add(new PublishedWorkflow
            {
                DefinitionId = definition,
                Version = Later,
                ContentHash = published.ContentHash,
                Json = published.Json.Replace("Portal.HandOverPack", "Portal.ThrowAwayPack", StringComparison.Ordinal),
                PublishedAt = published.PublishedAt,
            });
            await db.SaveChangesAsync();
            return await db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.DefinitionVersion, Later));
        });

        (await _administrator.Open("/administration/workflows")).ShouldSay("This release cannot read it").Status.ShouldBe(HttpStatusCode.OK);
        (await _administrator.Open($"/administration/workflows/case/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        var chair = await SignedInAs(Given.Chair);
        foreach (var page in new[] { $"/self-assessments/process/{scene.Id}", $"/self-assessments/overview/{scene.Id}", "/matters" })
        {
            (await chair.Open(page)).Status.ShouldBe(HttpStatusCode.OK, page);
        }
    }

    protected override async Task SetUpAsync() => _administrator = await SignedInAs("pat.quinn");

    [Fact]
    public async Task Work_that_comes_by_the_clock_stands_under_its_name_with_what_became_of_its_last_round()
    {
        await Portal.AsPortalAsync(s => s.GetRequiredService<JobRunner>().RunRoundAsync(ForgetAddressChangesJob.Name, default));

        (await _administrator.Open("/administration/jobs")).ShouldSay("forget-address-changes").ShouldSay("By the clock").ShouldSay(JobState.Done.Words());
    }

    private Task<int> FailAsync() => Portal.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Kind == "assemble-pack").ExecuteUpdateAsync(set => set
        .SetProperty(j => j.State, JobState.Failed).SetProperty(j => j.LastError, "The disk is full.").SetProperty(j => j.EndedAt, PortalFixture.Start.UtcDateTime)));
}
