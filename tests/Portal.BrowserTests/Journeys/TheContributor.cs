using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Infrastructure;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed partial class TheContributor(PortalSite site)
{
    [Fact]
    public async Task A_partner_comes_from_the_reminder_to_the_field_answers_and_adds_evidence()
    {
        var cast = await Cast.FoundAsync(site, "Partnerton");
        await AskedAsync(cast);
        await using var partner = await site.VisitAsync();

        // One click from the mail to the field, with the sign-in between.
        await partner.OpenAsync(await LinkInTheReminderAsync(cast));
        await partner.FillInSignInAsync(cast.Partner);
        await partner.PressAsync("Sign in");
        await partner.SeesHeadingAsync("Front-line practice is watched");
        await Texts.FillInAsync(partner, "Six cases a quarter are audited.");
        await partner.PressAsync("Save");
        await partner.SeesAsync("Saved.");

        await partner.FollowAsync("Upload evidence");
        await partner.Main.GetByLabel("Files").SetInputFilesAsync(Document.Minutes);
        await partner.FillAsync("Title", "Minutes of the audit group");
        await partner.ChooseAsync("Document");
        await partner.PressAsync("Add evidence", 400);
        await partner.SeesAsync("You need not select these again.");
        await partner.FillDateAsync("Date it describes", new DateOnly(2015, 2, 27));
        await partner.FillAsync("What it shows", "That the findings of audits are followed up.");
        await partner.FillAsync("Page or passage (optional)", "page 1");
        await partner.PressAsync("Add evidence");
        await partner.SeesHeadingAsync("Front-line practice is watched");
        await partner.SeesAsync("Minutes of the audit group");

        await partner.FollowAsync("link evidence from the library");
        await partner.ChooseAsync("Audit of cases");
        await partner.Main.GetByLabel("Page or passage (optional)").Locator("visible=true").FillAsync("page 12");
        await partner.PressAsync("Link the chosen items");
        await partner.SeesAsync("page 12");

        await partner.PressAsync("Save and finish my task");
        await partner.SeesAsync("LSCB-02 is answered. Thank you.");
        await partner.SeesAsync("Nothing waits for you.");
    }

    [Fact]
    public async Task A_partner_who_saves_second_is_shown_both_texts_and_puts_them_together()
    {
        var cast = await Cast.FoundAsync(site, "Mergeham");
        var scene = await AskedAsync(cast);
        await using var partner = await site.VisitAsAsync(cast.Partner);
        await partner.GoToAsync("Inbox");
        await partner.FollowAsync("Answer LSCB-02: Front-line practice is watched");
        await scene.AnswerAsync("LSCB-02", "Audits are done by the board’s own staff.", 0);

        await Texts.FillInAsync(partner, "Police officers take part in audits.");
        await partner.PressAsync("Save", 409);
        await partner.SeesAsync($"{cast.Manager} saved this while you were writing.");
        await partner.SeesAsync("Audits are done by the board’s own staff");
        await Expect(partner.Main.GetByLabel("What do we know?")).ToHaveValueAsync("Police officers take part in audits.");
        await partner.FillAsync("What do we know?", "Audits are done by the board’s own staff with police officers.");
        await partner.PressAsync("Save");
        await partner.SeesAsync("Saved.");

        await partner.FollowAsync("History of this answer");
        await partner.SeesAsync("with police officers");
        await partner.SeesAsync("Kept aside");
        await partner.SeesAsync("Police officers take part in audits");
    }

    private async Task<Scene> AskedAsync(Cast cast)
    {
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await scene.AddEvidenceAsync();
        return scene;
    }

    private Task<string> LinkInTheReminderAsync(Cast cast) => site.AsPortalAsync(async services =>
    {
        await services.GetRequiredService<SendReminders>().RunAsync(CancellationToken.None);
        var address = Cast.EmailOf(cast.Partner);
        var mail = await services.GetRequiredService<PortalDbContext>().Set<OutgoingEmail>()
            .SingleAsync(m => m.Address == address && m.Subject.StartsWith("Your tasks"));
        return Link().Match(mail.Text).Value;
    });

    [GeneratedRegex(@"http\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
