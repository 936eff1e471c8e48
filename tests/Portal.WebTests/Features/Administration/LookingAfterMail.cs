using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Administration;

/// <summary>What an administrator does about mail, each on the record.</summary>
public sealed class LookingAfterMail(PortalFixture portal) : PortalTest(portal)
{
    private Visitor _administrator = null!;

    protected override async Task SetUpAsync() => _administrator = await SignedInAs("pat.quinn");

    [Fact]
    public async Task Mails_are_narrowed_to_a_kind()
    {
        await WriteAsync("tom.whitfield", MailKind.Reminders, "Your tasks: 1 overdue");
        await WriteAsync("priya.nair", MailKind.Notice, "Please sign");

        var found = await (await _administrator.Open("/administration/mail")).Submit("Show", ("Why it was written", "Reminders of the day"));

        found.ShouldSay("Your tasks: 1 overdue");
        found.Text.ShouldNotContain("Please sign");
    }

    [Fact]
    public async Task Sending_is_paused_with_a_reason_and_resumed_and_both_are_on_the_record_and_told_to_whoever_watches()
    {
        var asked = await (await _administrator.Open("/administration/mail")).Follow("Pause sending");
        (await asked.Submit("Continue")).ShouldShowError("Say why sending is paused");
        var check = await asked.Submit("Continue", ("Why is sending paused?", "The texts are wrong"));
        (await SentAsync("before it is confirmed")).ShouldBe(1);
        var paused = await check.Submit("Pause sending");

        paused.ShouldSay("Sending is paused.").ShouldSay("by Pat Quinn: The texts are wrong");
        (await SentAsync("while it is paused")).ShouldBe(0);
        (await _administrator.Open("/administration")).ShouldSay("The sending of mails is paused since");
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldContain("mail: Degraded. Sending is paused since 3 March 2015 at 9.00am. The last mail was accepted on 3 March 2015 at 9.00am.");
        (await check.Submit("Pause sending")).ShouldRefuse("Sending is paused already.");

        var resumed = await paused.Submit("Resume sending");
        resumed.ShouldSay("Mails are sent again.");
        (await SentAsync("after it")).ShouldBe(2);
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldNotContain("mail:");
        (await paused.Submit("Resume sending")).ShouldRefuse("Sending is not paused any more.");
        (await ActsAsync()).ShouldBe(["mail-paused", "mail-resumed"]);
    }

    [Fact]
    public async Task A_test_mail_goes_to_the_administrator_alone()
    {
        (await (await _administrator.Open("/administration/mail")).Submit("Send a test mail to me")).ShouldSay("Test mail from the Self-Assessment Portal").ShouldSay("Running the portal");

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync())).Address.ShouldBe("pat.quinn@demo.example");
        (await ActsAsync()).ShouldBe(["mail-tested"]);
    }

    [Fact]
    public async Task Any_mail_that_did_not_arrive_is_sent_again_to_the_present_address()
    {
        var id = await WriteAsync("pat.quinn", MailKind.Operations, "Something to see to");
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, EmailState.Refused).SetProperty(m => m.FailedAt, m => m.WrittenAt)));
        await Portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith("pat.quinn")).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, "pat@new.example")));
        var page = await _administrator.Open("/administration/mail");
        page.Text.ShouldNotContain("Mail does not arrive", Case.Sensitive, "the address has changed since");

        (await page.Submit("Send again: Something to see to to pat.quinn@demo.example")).ShouldSay("The mail was written again, to pat@new.example.");

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.AgainOf == id))).Address.ShouldBe("pat@new.example");
        (await ActsAsync()).ShouldBe(["mail-sent-again"]);
    }

    [Fact]
    public async Task What_went_to_the_team_of_a_review_is_sent_again_to_whoever_is_still_in_that_team_alone()
    {
        await Given.Packed();
        var toTeam = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.DedupeKey.StartsWith("hand-over:")).OrderBy(m => m.Address).ToListAsync());
        toTeam.Count.ShouldBeGreaterThan(1);
        var (stays, leaves) = (toTeam[0], toTeam[1]);
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == stays.Id || m.Id == leaves.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, EmailState.Bounced).SetProperty(m => m.FailedAt, m => m.WrittenAt)));
        await Portal.ReadAsync(db => db.Set<ReviewTeamMember>().Where(m => m.PersonId == leaves.PersonId).ExecuteDeleteAsync());
        var page = await _administrator.Open("/administration/mail?size=100");

        (await page.Submit($"Send again: {leaves.Subject} to {leaves.Address}")).ShouldRefuse("no longer holds a post for which this mail was written");
        (await page.Submit($"Send again: {stays.Subject} to {stays.Address}")).ShouldSay($"The mail was written again, to {stays.Address}.");

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.AgainOf != null).Select(m => m.AgainOf).ToListAsync())).ShouldBe([stays.Id]);
    }

    [Fact]
    public async Task A_server_that_takes_nothing_for_a_while_is_told_to_whoever_watches()
    {
        var id = await WriteAsync("priya.nair", MailKind.Notice, "Please sign");
        await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, 3).SetProperty(m => m.ServerAnswer, "Connection refused (10.1.2.3)")));
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldNotContain("mail:");
        Portal.Clock.Advance(MailHealth.Patience);

        var health = (await new Visitor(Portal.Host).Open("/health")).Text;

        health.ShouldContain("mail: Degraded. The mail server takes nothing. Mails waiting: 1. No mail was accepted yet.");
        health.ShouldNotContain("10.1.2.3", Case.Sensitive, "anybody may read it");
    }

    [Fact]
    public async Task Nobody_else_looks_after_mail()
    {
        var manager = await SignedInAs(Given.Manager);
        foreach (var path in new[] { "/administration/mail?handler=Test", "/administration/mail?handler=Resume", $"/administration/mail?handler=Again&id={Guid.CreateVersion7()}", "/administration/pause-mail?handler=Confirm" })
        {
            (await manager.SendAsOwn(new OfferedForm(path, [KeyValuePair.Create("Input.Reason", "No.")], false))).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await Portal.ReadAsync(db => db.Set<MailPause>().AnyAsync())).ShouldBeFalse();
    }

    private async Task<int> SentAsync(string subject)
    {
        await WriteAsync("priya.nair", MailKind.Notice, subject);
        return await Portal.AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
    }

    private Task<List<string>> ActsAsync() => Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action.StartsWith("mail-")).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync());

    private Task<Guid> WriteAsync(string who, MailKind kind, string subject) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var mail = s.GetRequiredService<Web.Mail.Outbox>().Write(await db.People.SingleAsync(p => p.Email.StartsWith(who)), kind, subject, "What it says.", $"test:{subject}");
        await db.SaveChangesAsync();
        return mail.Id;
    });
}
