using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>A year on: what was written is carried forward and looked at again; and the framework has a newer version.</summary>
public sealed class TheNextCycle(PortalSite site)
{
    [Fact]
    public async Task The_chair_carries_the_last_one_forward_and_the_manager_confirms_or_changes_each_text()
    {
        var cast = await Cast.FoundAsync(site, "Cycleford");
        var last = await Scene.OpenAsync(site, cast);
        await last.AssignAsync();
        await last.AnswerAndJudgeAsync();
        await using var chair = await site.VisitAsAsync(cast.Chair);
        await chair.GoToAsync("Self-assessments");
        await chair.PressAsync("Open a self-assessment");
        await chair.FillDateAsync("When does the period start?", new DateOnly(2015, 1, 1));
        await chair.FillDateAsync("When does the period end?", new DateOnly(2015, 12, 31));
        await chair.FillDateAsync("When is it to be submitted?", new DateOnly(2015, 4, 30));
        foreach (var carried in new[] { "Answers, with what was to be done next", "Reasons of judgements", "Links to evidence" })
        {
            await chair.ChooseAsync(carried);
        }

        await chair.PressAsync("Continue");
        await chair.SeesAsync("Grades are given anew.");
        await chair.PressAsync("Open the self-assessment");
        await chair.FollowAsync("Carried texts to confirm");
        await chair.SeesAsync("12 texts were written for the last self-assessment");

        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync(chair.Path);
        await manager.PressAsync("Confirm LSCB-01");
        await manager.SeesAsync("LSCB-01: confirmed.");
        await manager.FollowAsync("Change it for LSCB-02");
        await manager.SeesAsync("Carried from the last self-assessment.");
        await manager.Main.GetByText("What was said last time").ClickAsync();
        await manager.SeesAsync("We know our practice.");
        await manager.CheckAsync();
        await manager.FillAsync("What do we know?", "Practice is audited every week now.");
        await manager.PressAsync("Save");
        await Expect(manager.Main.GetByText("Carried from the last self-assessment.")).ToHaveCountAsync(0);

        await chair.OpenAsync(chair.Path);
        await chair.SeesAsync("10 texts were written for the last self-assessment");
        await chair.PressAsync("Confirm everything in this area named Effectiveness of the Local Safeguarding Children Board");
        await chair.SeesAsync("Nothing waits");
    }

    [Fact]
    public async Task The_author_publishes_a_newer_version_and_the_director_moves_to_it_and_looks_at_what_changed()
    {
        var cast = await Cast.FoundAsync(site, "Versionby");
        var scene = await Scene.OpenAsync(site, cast, ofAuthority: true, against: Scene.SelfEvaluation);
        await scene.AssignAsync();
        await scene.AnswerTheRestAsync();
        await using var author = await site.VisitAsAsync("Neil Frost");
        await author.GoToAsync("Frameworks");
        await author.FollowAsync("Drafts of frameworks");
        await author.Main.GetByLabel("Which published version does it replace?").SelectOptionAsync(
            new Microsoft.Playwright.SelectOptionValue { Label = "Annual self-evaluation of social work practice (inspections of local authority children’s services), version 1" });
        await author.PressAsync("Begin the next version");
        await author.Main.GetByText("Change the words of a criterion").ClickAsync();
        await author.FollowAsync("LP-01 Leaders know the quality of practice");
        await author.FillAsync("What is good", "Leaders know from cases, people and figures what practice is like, and say honestly and openly what is weak.");
        await author.PressAsync("Save and go back to the draft");
        await Expect(author.Main.Locator("ins").First).ToBeVisibleAsync();
        await author.FillAsync("Why is it published?", "Openness was missing.");
        await author.PressAsync("Publish version 2 of ILACS self-evaluation");
        await author.FollowAsync("What changed since version 1");
        await author.SeesAsync("Wording changed");

        await using var director = await site.VisitAsAsync(cast.Director);
        await director.OpenAsync($"/self-assessments/overview/{scene.Id}");
        await director.FollowAsync("Version 2 of the framework is out: see what changes");
        await director.SeesAsync("It is answered here. The answer is kept and marked until somebody has looked at it.");
        await director.PressAsync("Move to version 2");
        await director.FollowAsync("Change it for LP-01");
        await director.SeesAsync("Changed since you answered");
        await Expect(director.Main.Locator("del").First).ToBeVisibleAsync();
        await director.PressAsync("I have looked at it: what is written holds");
        await Expect(director.Main.GetByText("Changed since you answered")).ToHaveCountAsync(0);
        await director.OpenAsync($"/self-assessments/former/{scene.Id}");
        await director.SeesAsync("There are none.");
    }
}
