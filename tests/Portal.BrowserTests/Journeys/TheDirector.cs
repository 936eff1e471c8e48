using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class TheDirector(PortalSite site)
{
    [Fact]
    public async Task The_director_returns_one_version_with_reasons_and_signs_the_next_after_the_chair()
    {
        var cast = await Cast.FoundAsync(site, "Directorby");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await using var director = await site.VisitAsAsync(cast.Director);

        await ReturnsAsync(director);
        await scene.PutUpAgainAsync();
        await scene.SignAsync(cast.Chair);

        await director.FollowAsync("Back to your inbox");
        await director.FollowAsync("Sign or return the self-assessment");
        await director.SeesHeadingAsync("Version 2 for signature");
        await director.SeesAsync($"{cast.Chair}, Chair, 3 March 2015");
        var hash = await director.Main.GetByRole(AriaRole.Code).First.InnerTextAsync();
        await director.PressAsync("Sign");
        await director.ChooseAsync("I have read version 2 and stand by it");
        await director.PressAsync("Sign the assessment");
        await director.SeesHeadingAsync("You have signed");

        await director.FollowAsync("See the receipt");
        await SeesBothSignaturesAsync(director, cast, hash);
        await director.FollowAsync("Read the signed version");
        await SeesBothSignaturesAsync(director, cast, hash);
        await Expect(director.Main.GetByRole(AriaRole.Button, new() { Name = "Sign" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_director_opens_the_authoritys_own_self_assessment_assigns_it_and_one_area_is_judged()
    {
        var cast = await Cast.FoundAsync(site, "Ownshire");
        await using var director = await site.VisitAsAsync(cast.Director);
        await director.FollowAsync("Open one, or look at those of earlier periods");
        await director.PressAsync("Open a self-assessment");
        await director.FillDateAsync("When does the period start?", new DateOnly(2014, 1, 1));
        await director.FillDateAsync("When does the period end?", new DateOnly(2014, 12, 31));
        await director.FillDateAsync("When is it to be submitted?", new DateOnly(2015, 4, 30));
        await director.PressAsync("Continue");
        await director.PressAsync("Open the self-assessment");

        await director.FollowAsync("Assign areas and criteria");
        await director.FollowAsync("Assign Leadership, management and governance");
        var area = director.Group("The whole area");
        await area.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = $"Director of children’s services ({cast.Director})" });
        await Journey.FillDateAsync(area, new DateOnly(2015, 3, 31));
        await director.PressAsync("Save assignments");
        await director.PressAsync("Finish assigning");
        await director.FollowAsync("Assess: Leadership, management and governance");
        await director.FollowAsync("Judge this area");
        await director.ChooseAsync("Good");
        await director.FillAsync("Why this grade?", "Leaders know their services and act on what they know.");
        await director.FillAsync("What kept it from the grade above?", "Innovation is not yet shared.");
        await director.FillAsync("What kept it from the grade below?", "Caseloads are managed well.");
        await director.FillAsync("Whose voice stands behind it, and what changed because of it?", "The children in care council chose the new care plan.");
        await director.PressAsync("Save the judgement");
        await director.PressAsync("Submit this area");
        await director.SeesAsync("Leadership, management and governance is submitted.");
        await director.GoBackAsync("Council");
        await director.SeesAsync("1 of 6 judgements");
    }

    private static async Task ReturnsAsync(Journey director)
    {
        await director.FollowAsync("Sign or return the self-assessment");
        await director.SeesHeadingAsync("Version 1 for signature");
        await director.PressAsync("Return with reasons");
        await director.PressAsync("Continue", 400);
        await director.FillAsync("Why do you return it, and what must change?", "Say how partners were challenged on neglect.");
        await director.PressAsync("Continue");
        await director.SeesHeadingAsync("Check before you return the self-assessment");
        await director.PressAsync("Return the assessment");
        await director.SeesAsync("Self-assessment returned");
        await director.SeesAsync("Say how partners were challenged on neglect.");
    }

    private static async Task SeesBothSignaturesAsync(Journey director, Cast cast, string hash)
    {
        await director.SeesAsync(hash);
        foreach (var signatory in new[] { cast.Chair, cast.Director })
        {
            await Expect(director.Main.GetByText(signatory).First).ToContainTextAsync("3 March 2015");
        }
    }
}
