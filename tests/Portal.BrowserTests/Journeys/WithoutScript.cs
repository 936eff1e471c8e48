using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class WithoutScript(PortalSite site)
{
    [Fact]
    public async Task Without_script_a_partner_answers_and_adds_evidence_and_the_chair_signs_and_sees_the_pack_made()
    {
        var cast = await Cast.FoundAsync(site, "Plainfield");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await AnswersAsync(cast);
        await scene.AnswerTheRestAsync();
        await scene.JudgeAsync();
        await scene.PutUpAsync();
        await scene.SignAsync(cast.Director);
        await SignsAsync(cast, await scene.HoldEvidenceAsync());
    }

    private async Task AnswersAsync(Cast cast)
    {
        await using var partner = await site.VisitAsAsync(cast.Partner, script: false);
        await partner.FollowAsync("Answer LSCB-02: Front-line practice is watched");
        await Texts.FillInAsync(partner, "Six cases a quarter are audited.");
        await partner.PressAsync("Save");
        await partner.FollowAsync("Upload evidence");
        await partner.PressAsync("Add evidence", 400);
        await partner.Main.GetByLabel("Files").SetInputFilesAsync(Document.Minutes);
        await partner.ChooseAsync("Document");
        await partner.FillDateAsync("Date it describes", new DateOnly(2015, 2, 27));
        await partner.FillAsync("What it shows", "That the findings of audits are followed up.");
        await partner.FillAsync("Page or passage (optional)", "page 1");
        await partner.PressAsync("Add evidence");
        await partner.SeesAsync("page 1");
        await partner.PressAsync("Save and finish my task");
        await partner.SeesAsync("LSCB-02 is answered. Thank you.");
    }

    private async Task SignsAsync(Cast cast, HeldFile held)
    {
        await using var chair = await site.VisitAsAsync(cast.Chair, script: false);
        await chair.FollowAsync("Sign or return the self-assessment");
        await chair.PressAsync("Sign");
        await chair.ChooseAsync("I have read version 1 and stand by it");
        await chair.PressAsync("Sign the assessment");
        await chair.FollowAsync("See the evidence pack");
        await Expect(chair.Main.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await held.LetGoAsync();

        var download = chair.Main.GetByRole(AriaRole.Button, new() { Name = "Download the pack" });
        await Eventually.TrueAsync(
            async () =>
            {
                if (await download.IsVisibleAsync())
                {
                    return true;
                }

                await chair.FollowAsync("See how far it is now");
                return false;
            },
            "the page, loaded again, offers the pack");
        File.Exists(await chair.DownloadAsync(download)).ShouldBeTrue();
    }
}
