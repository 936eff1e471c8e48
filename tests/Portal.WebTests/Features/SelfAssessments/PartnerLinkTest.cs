using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>Links for partners without an account: how they are sent, read out of the mail and used.</summary>
public abstract partial class PartnerLinkTest(PortalFixture portal) : PortalTest(portal)
{
    private protected const string Root = "/self-assessments/partner";

    private const string OpensNothing = "This link opens nothing";

    private protected static PartnerInvitation Gwen { get; } = new("Gwen Pritchard", "gwen@probation.example", new DateOnly(2015, 3, 17));

    private protected static void ShouldOpenNothing(HtmlPage page, string why)
    {
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Heading.ShouldBe(OpensNothing);
        page.ShouldSay(why).Text.ShouldNotContain("LSCB");
        page.Text.ShouldNotContain("Northshire");
        page.Forms.ShouldBeEmpty();
    }

    private protected async Task<Scene> IssuedAsync()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", Gwen, default));
        return scene;
    }

    private protected async Task<Visitor> GuestAsync(string link)
    {
        var guest = new Visitor(Portal.Host);
        (await (await guest.Open(link)).Submit("Open my part")).ShouldSay("Your part of the self-assessment");
        return guest;
    }

    private protected async Task UseAsync(string token)
    {
        await using var scope = Portal.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PartnerLinks>().UseAsync(token, default);
    }

    /// <summary>The mails go out; the path of the only link in the folder they are written to, which a mail says as text and as HTML.</summary>
    private protected async Task<string> SentLinkAsync()
    {
        await Portal.AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
        var mails = Directory.EnumerateFiles(Portal.Data, "*.eml", SearchOption.AllDirectories).Select(File.ReadAllText).Select(m => m.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal));
        return mails.SelectMany(m => Link().Matches(m).Select(found => found.Value)).Distinct().ShouldHaveSingleItem();
    }

    private protected Task<List<OutgoingEmail>> MailsAsync(string subject) => Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.EndsWith(subject)).ToListAsync());

    [GeneratedRegex("/self-assessments/partner/open/[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
