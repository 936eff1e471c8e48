using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Outbox;

public sealed class SeeingWhatWasWritten(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task In_Development_anybody_reads_every_mail_with_its_text()
    {
        await using var development = new PortalHost(Portal.Settings with { Environment = "Development" }, Portal.Clock);
        (await new Visitor(development).Open("/outbox")).ShouldSay("No mail has been written yet.");
        await Given.Submitted();
        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().ToListAsync());

        var page = await new Visitor(development).Open("/outbox");

        mails.Count.ShouldBeGreaterThan(3);
        foreach (var mail in mails)
        {
            page.ShouldSay(mail.Address).ShouldSay(mail.Subject).ShouldSay(string.Join(' ', mail.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Given.Manager)]
    [InlineData("pat.quinn")]
    public async Task Elsewhere_there_is_no_such_page_for_anybody(string? who)
    {
        await Given.Submitted();

        var page = await (who is null ? new Visitor(Portal.Host) : await SignedInAs(who)).Open("/outbox");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Html.ShouldNotContain("Submitted");
    }
}
