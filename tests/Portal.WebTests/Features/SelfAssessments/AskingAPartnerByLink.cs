using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>A partner without an account is asked for one assignment by a link that is used once.</summary>
public sealed class AskingAPartnerByLink(PortalFixture portal) : PartnerLinkTest(portal)
{
    [Fact]
    public async Task A_partner_opens_the_link_answers_and_submits_and_whoever_asked_is_told()
    {
        var scene = await Given.Assigned();
        var page = await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/assign-area/{scene.Id}/LSCB")).Follow("Ask by link, without an account for LSCB-02");
        var sent = await page.Submit("Send the link", ("Who is it for?", "Gwen Pritchard"), ("Email address", "gwen@probation.example"), ("Until when can the link be used?", Gwen.Until));
        sent.ShouldSay("The link is on its way to Gwen Pritchard.").ShouldSay("Not used yet, valid until 17 March 2015");
        var guest = new Visitor(Portal.Host);

        var part = await (await guest.Open(await SentLinkAsync())).Submit("Open my part");
        part.ShouldSay("Northshire Safeguarding Children Board asks Northshire Police").ShouldSay("LSCB-02").Text.ShouldNotContain("LSCB-03");
        var saved = await (await part.Follow("LSCB-02 Front-line practice is watched")).Submit(
            "Save", ("What do we know?", "We audit."), ("How do we know it?", "By audits."), ("What difference", "Less waiting."), ("What will we do next?", "Go on."));
        saved.ShouldSay("LSCB-02 is saved.").ShouldSay("Answered");
        var done = await (await saved.Follow("Submit my part")).Submit("Submit my part");

        done.ShouldSay("Your part is submitted");
        (await guest.Open(Root)).ShouldSay("Nothing is open here");
        var answer = await Portal.ReadAsync(db => db.Answers.SingleAsync());
        (answer.CriterionId, answer.Text.Know).ShouldBe(("LSCB-02", "We audit."));
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/history/{scene.Id}/LSCB-02")).ShouldSay("Gwen Pritchard");
        (await Portal.ReadAsync(db => db.Tasks.Where(t => t.About == "LSCB-02").Select(t => t.State).SingleAsync())).ShouldBe(TaskState.Done);
        (await MailsAsync("a partner submitted its part")).ShouldHaveSingleItem().Name.ShouldBe("Tom Whitfield");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/invite/{scene.Id}/LSCB-02")).ShouldSay("Part submitted");
    }

    [Fact]
    public async Task The_token_is_in_the_mail_alone_and_in_the_database_only_as_a_hash()
    {
        await IssuedAsync();
        var token = (await SentLinkAsync()).Split('/')[^1];

        var row = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject.EndsWith("self-assessment")));
        row.Text.ShouldContain(MailSeal.Words);
        row.Sealed.ShouldBeNull("Sent: what was sealed is gone.");
        row.Text.ShouldNotContain(token);
        (await Portal.ReadAsync(db => db.PartnerLinks.SingleAsync())).TokenHash.ShouldNotBe(token);
        foreach (var entry in await Portal.ReadAsync(db => db.Set<AuditEntry>().ToListAsync()))
        {
            $"{entry.Subject} {entry.Reason}".ShouldNotContain(token);
        }
    }

    [Fact]
    public async Task Until_it_is_sent_the_link_lies_sealed_beside_the_mail()
    {
        await IssuedAsync();

        var row = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject.EndsWith("self-assessment")));
        row.Sealed.ShouldNotBeNull().ShouldNotContain("partner/open");
        Portal.Host.Services.GetRequiredService<MailSeal>().TextOf(row).ShouldContain($"{Root}/open/");
    }

    [Fact]
    public async Task A_mail_scanner_that_opens_the_link_does_not_use_it_up()
    {
        await IssuedAsync();
        var link = await SentLinkAsync();

        for (var i = 0; i < 3; i++)
        {
            (await new Visitor(Portal.Host).Open(link)).ShouldSay("Open your part of a self-assessment");
        }

        (await (await new Visitor(Portal.Host).Open(link)).Submit("Open my part")).ShouldSay("Your part of the self-assessment");
    }

    [Fact]
    public async Task A_link_is_used_once_and_a_second_browser_finds_that_said_and_nothing_else()
    {
        await IssuedAsync();
        var link = await SentLinkAsync();
        var second = await new Visitor(Portal.Host).Open(link);
        await (await new Visitor(Portal.Host).Open(link)).Submit("Open my part");

        ShouldOpenNothing(await second.Submit("Open my part"), "This link was already used.");
        ShouldOpenNothing(await new Visitor(Portal.Host).Open(link), "This link was already used.");
    }

    [Fact]
    public async Task Used_by_two_at_the_same_moment_it_opens_for_one()
    {
        await IssuedAsync();
        var token = (await SentLinkAsync()).Split('/')[^1];

        var failures = await AtOnce.DoAsync(() => UseAsync(token), () => UseAsync(token), () => UseAsync(token));

        failures.Count(f => f is null).ShouldBe(1);
        failures.OfType<RuleBroken>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task After_its_last_day_it_opens_nothing()
    {
        await IssuedAsync();
        var link = await SentLinkAsync();
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 17, 23, 59, 0, TimeSpan.Zero));
        (await new Visitor(Portal.Host).Open(link)).ShouldSay("Open your part");

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 18, 0, 0, 0, TimeSpan.Zero));

        ShouldOpenNothing(await new Visitor(Portal.Host).Open(link), "This link is no longer valid.");
    }

    [Fact]
    public async Task Taken_back_it_opens_nothing_and_whoever_is_writing_is_out()
    {
        var scene = await IssuedAsync();
        var link = await SentLinkAsync();
        var guest = new Visitor(Portal.Host);
        var answer = await (await (await guest.Open(link)).Submit("Open my part")).Follow("LSCB-02 Front-line practice is watched");

        await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/invite/{scene.Id}/LSCB-02")).Submit("Take this link back from Gwen Pritchard");

        (await answer.Submit("Save", ("What do we know?", "Too late."))).ShouldSay("Nothing is open here");
        ShouldOpenNothing(await new Visitor(Portal.Host).Open(link), "This link was taken back.");
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Given_to_another_agency_the_assignment_takes_the_link_with_it()
    {
        var scene = await IssuedAsync();
        var unused = await SentLinkAsync();
        var guest = await GuestAsync(unused);

        await Portal.AsAsync(Given.Manager, async s =>
        {
            var health = await s.GetRequiredService<Web.Persistence.PortalDbContext>().Posts.Where(p => p.Title == "Northshire Health").Select(p => p.Id).SingleAsync();
            await s.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", "LSCB-02", health, new DateOnly(2015, 3, 31), default);
        });

        (await guest.Open(Root)).ShouldSay("Nothing is open here");
        ShouldOpenNothing(await new Visitor(Portal.Host).Open(unused), "This link was taken back.");
    }

    [Theory]
    [InlineData("nothing-of-the-kind")]
    [InlineData("%ff")]
    [InlineData("..%2f..")]
    public async Task A_wrong_token_opens_nothing(string token) => ShouldOpenNothing(await new Visitor(Portal.Host).Open($"{Root}/open/{token}"), "This link is not known here.");

    [Fact]
    public async Task Nobody_of_another_body_issues_sees_or_takes_back_a_link()
    {
        var scene = await IssuedAsync();
        var link = await Portal.ReadAsync(db => db.PartnerLinks.Select(l => l.Id).SingleAsync());

        await Should.ThrowAsync<Web.Persistence.NotFound>(() => Portal.AsAsync("janet.moss", s => s.GetRequiredService<PartnerLinks>().RevokeAsync(link, default)));
        await Should.ThrowAsync<Web.Persistence.NotFound>(() => Portal.AsAsync("janet.moss", s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", Gwen, default)));
        await Should.ThrowAsync<Web.Security.Forbidden>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", Gwen, default)));
        (await (await SignedInAs("janet.moss")).Open($"/self-assessments/invite/{scene.Id}/LSCB-02")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_trail_names_who_issued_it_who_used_it_and_who_took_it_back()
    {
        var scene = await IssuedAsync();
        await GuestAsync(await SentLinkAsync());
        var link = await Portal.ReadAsync(db => db.PartnerLinks.Select(l => l.Id).SingleAsync());
        await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<PartnerLinks>().RevokeAsync(link, default));

        var timeline = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/timeline/{scene.Id}");

        timeline.ShouldSay("Tom Whitfield sent a link to a partner").ShouldSay("LSCB-02 for Gwen Pritchard, Northshire Police, until 17 March 2015");
        timeline.ShouldSay("Gwen Pritchard opened the link that was sent").ShouldSay("Helen Archer took a partner’s link back");
    }

    [Theory]
    [InlineData("", "gwen@probation.example", "Enter their name")]
    [InlineData("Gwen", "", "Enter their email address")]
    [InlineData("Gwen", "nobody", "Enter an email address like name@example.org")]
    [InlineData("Gwen", "a@b\tc.example", "Enter an email address like name@example.org")]
    public async Task An_invitation_that_cannot_be_sent_is_shown_again(string name, string email, string error)
    {
        var scene = await Given.Assigned();

        (await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/invite/{scene.Id}/LSCB-02")).Submit("Send the link", ("Who is it for?", name), ("Email address", email)))
            .ShouldShowError(error);
    }

    [Fact]
    public async Task Who_has_an_account_gets_no_link_and_a_post_of_the_body_itself_gets_none_either()
    {
        var scene = await Given.Assigned();
        var account = Gwen with { Email = "Priya.Nair@demo.example" };

        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", account, default)))).Code.ShouldBe("partner-link.account");
        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", Gwen with { Until = new DateOnly(2015, 12, 1) }, default)))).Code.ShouldBe("partner-link.too-long");
        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", Gwen with { Until = new DateOnly(2015, 3, 1) }, default)))).Code.ShouldBe("partner-link.past");
        await Given.AreaLed(scene, Given.Manager, new DateOnly(2015, 4, 15));
        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB", Gwen, default)))).Code.ShouldBe("partner-link.no-partner");
    }
}
