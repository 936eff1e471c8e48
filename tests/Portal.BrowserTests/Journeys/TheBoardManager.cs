using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class TheBoardManager(PortalSite site)
{
    private const string Area = "Effectiveness of the Local Safeguarding Children Board";

    [Fact]
    public async Task The_board_manager_assigns_answers_judges_and_puts_it_up_for_signature()
    {
        var cast = await Cast.FoundAsync(site, "Managerford");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AddEvidenceAsync();
        await using var manager = await site.VisitAsAsync(cast.Manager);

        await AssignsAsync(manager, cast);
        await AnswersAsync(manager);
        await scene.AnswerTheRestAsync();
        await JudgesAsync(manager);

        await manager.GoHomeAsync();
        await manager.FollowAsync("Check readiness for signature");
        await manager.SeesAsync("Nothing stands in the way of signature.");
        await manager.PressAsync("Put up for signature");
        await manager.SeesAsync("The text is frozen and put up for signature.");
        await Expect(manager.Main.GetByRole(AriaRole.Link, new() { Name = "Continue at the first gap" })).ToHaveCountAsync(0);
        await manager.FollowAsync("Judgement");
        await manager.SeesAsync("The text is closed to changes.");
    }

    [Fact]
    public async Task The_board_manager_reads_why_it_was_returned_and_puts_it_right()
    {
        var cast = await Cast.FoundAsync(site, "Reworkham");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.ReturnAsync(cast.Director, "Say how partners were challenged on neglect.");
        await using var manager = await site.VisitAsAsync(cast.Manager);

        await manager.FollowAsync("Put right what was returned");
        await manager.SeesAsync($"{cast.Director} returned");
        await manager.SeesAsync("Say how partners were challenged on neglect.");
        await manager.GoBackAsync(cast.Board);
        await manager.FollowAsync("Judgement");
        await manager.FillAsync("Why this grade?", "Partners challenged each other on neglect in six cases.");
        await manager.PressAsync("Save the judgement");
        await manager.SeesAsync("The judgement is saved.");

        await manager.GoHomeAsync();
        await manager.FollowAsync("Put right what was returned");
        await manager.PressAsync("Put up for signature");
        await manager.FollowAsync("The frozen version");
        await manager.SeesHeadingAsync("Version 2 for signature");
        await manager.SeesAsync("Partners challenged each other on neglect in six cases.");
        await manager.SeesAsync("Say how partners were challenged on neglect.");
    }

    private static async Task AssignsAsync(Journey manager, Cast cast)
    {
        await manager.FollowAsync("Assign areas and criteria");
        await manager.FollowAsync($"Assign {Area}");
        await AssignAsync(manager, "The whole area", $"Board manager ({cast.Manager})", due: null);
        await manager.PressAsync("Save assignments", 400);
        await AssignAsync(manager, "The whole area", $"Board manager ({cast.Manager})", new DateOnly(2015, 4, 8));
        await AssignAsync(manager, "LSCB-02", $"{cast.PartnerPost} ({cast.Partner})", new DateOnly(2015, 3, 17));
        await manager.PressAsync("Save assignments");
        await manager.SeesAsync("1 of 11");
        await manager.PressAsync("Finish assigning");
        await manager.SeesAsync("The work is assigned.");
        await manager.SeesAsync($"assigned to {cast.PartnerPost}");
        await manager.SeesAsync("by 17 March 2015");
    }

    private static async Task AssignAsync(Journey manager, string what, string toWhom, DateOnly? due)
    {
        var group = manager.Group(what).First;
        await group.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = toWhom });
        if (due is { } date)
        {
            await Journey.FillDateAsync(group, date);
        }
    }

    private static async Task AnswersAsync(Journey manager)
    {
        await manager.FollowAsync("Continue at the first gap: LSCB-01");
        await manager.FillAsync("What do we know?", "The board’s structure lets partners judge themselves.");
        await manager.FillAsync("How do we know it?", "From the review of governance.");
        await manager.FillAsync("What difference has it made to children, young people and families?", "Children are seen sooner.");
        await manager.FillAsync("What will we do next?", "The chair repeats the review in May.");
        await manager.ChooseAsync("Good");
        await manager.PressAsync("Save");
        await manager.SeesAsync("Saved.");
        await manager.FollowAsync("link evidence from the library");
        await manager.ChooseAsync("Audit of cases");
        await manager.FillAsync("Page or passage (optional)", "page 4");
        await manager.PressAsync("Link the chosen items");
        await manager.SeesHeadingAsync("Governance that lets partners judge themselves");
        await manager.SeesAsync("page 4");
    }

    private static async Task JudgesAsync(Journey manager)
    {
        await manager.GoBackAsync(Area);
        await manager.FollowAsync("Judge this area");
        await manager.ChooseAsync("Requires improvement");
        await manager.FillAsync("Why this grade?", "Partners challenge each other, but seldom in writing.");
        await manager.FillAsync("What kept it from the grade above?", "The effect of challenge is not known.");
        await manager.FillAsync("What kept it from the grade below?", "The statutory duties are met.");
        await manager.FillAsync("Whose voice stands behind it, and what changed because of it?", "The young people’s panel; the leaflets are theirs.");
        await manager.PressAsync("Save the judgement");
        await manager.SeesAsync("Requires improvement");
        await manager.PressAsync("Submit this area");
        await manager.SeesAsync("is submitted.");
    }
}
