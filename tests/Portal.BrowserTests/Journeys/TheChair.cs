using System.Security.Cryptography;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class TheChair(PortalSite site)
{
    [Fact]
    public async Task The_chair_opens_a_self_assessment_signs_its_frozen_version_and_takes_the_pack_away()
    {
        var cast = await Cast.FoundAsync(site, "Chairdale");
        await using var chair = await site.VisitAsync();
        await chair.OpenAsync("/");
        await chair.FillInSignInAsync(cast.Chair);
        await chair.PressAsync("Sign in");
        await chair.SeesHeadingAsync("Home");
        await chair.SeesAsync("Nothing is due from you");

        await OpensOneAsync(chair);
        await chair.GoHomeAsync();
        await Expect(chair.Main.GetByRole(AriaRole.Row, new() { Name = cast.Board })).ToContainTextAsync("30 April 2015");

        var scene = await Scene.OfBoardAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.SignAsync(cast.Director);
        var held = await scene.HoldEvidenceAsync();

        await SignsAsync(chair, cast);
        await chair.FollowAsync("See the receipt");
        await chair.SeesAsync($"{cast.Chair}, ");
        await chair.SeesAsync($"{cast.Director}, ");
        await chair.FollowAsync("The evidence pack");
        await Expect(chair.Main.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

        // Nothing is reloaded: the page keeps itself up to date.
        await held.LetGoAsync();
        await Expect(DownloadOf(chair)).ToBeVisibleAsync();
        await chair.CheckAsync();
        var pack = await chair.DownloadAsync(DownloadOf(chair));
        await chair.SeesAsync(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(pack))));

        await chair.GoToAsync("Packs");
        await chair.ArriveAsync(() => chair.Main.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync(), 200);
        await Expect(chair.Main.GetByRole(AriaRole.Table)).ToContainTextAsync(cast.Chair);
    }

    private static async Task OpensOneAsync(Journey chair)
    {
        await chair.GoToAsync("Self-assessments");
        await chair.PressAsync("Open a self-assessment");
        await chair.PressAsync("Continue", 400);
        await chair.SeesAsync("Enter the submission date");
        await chair.FillDateAsync("When does the period start?", new DateOnly(2014, 1, 1));
        await chair.FillDateAsync("When does the period end?", new DateOnly(2014, 12, 30));
        await chair.FillDateAsync("When is it to be submitted?", new DateOnly(2015, 4, 30));
        await chair.PressAsync("Continue");
        await chair.SeesAsync("1 January 2014 to 30 December 2014");
        await chair.PressAsync("Change");
        await chair.FillDateAsync("When does the period end?", new DateOnly(2014, 12, 31));
        await chair.PressAsync("Continue");
        await chair.SeesHeadingAsync("Check before you open the self-assessment");
        await chair.SeesAsync("1 January 2014 to 31 December 2014");
        await chair.PressAsync("Open the self-assessment");
        await chair.SeesAsync("The self-assessment is open.");
        await Expect(chair.Main.Locator("[aria-current=step]")).ToContainTextAsync("Assign");
    }

    private static async Task SignsAsync(Journey chair, Cast cast)
    {
        await chair.GoHomeAsync();
        await chair.FollowAsync("Sign or return the self-assessment");
        await chair.SeesHeadingAsync("Version 1 for signature");
        await chair.SeesAsync($"{cast.Director}, Director of children’s services, 3 March 2015");
        await chair.SeesAsync("Partners challenge each other.");
        await chair.PressAsync("Sign");
        await chair.PressAsync("Sign the assessment", 400);
        await chair.ChooseAsync("I have read version 1 and stand by it");
        await chair.PressAsync("Sign the assessment");
        await chair.SeesHeadingAsync("You have signed");
        await chair.SeesAsync("Both signatures are there.");
    }

    private static ILocator DownloadOf(Journey chair) => chair.Main.GetByRole(AriaRole.Button, new() { Name = "Download the pack" });
}
