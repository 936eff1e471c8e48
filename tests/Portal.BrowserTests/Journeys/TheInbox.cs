using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>The board manager looks for what waits for others, chases it, and takes their own dates into a calendar.</summary>
public sealed class TheInbox(PortalSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_manager_chases_what_waits_and_makes_a_calendar_address(bool script)
    {
        var cast = await Cast.FoundAsync(site, script ? "Chasingham" : "Slowbridge");
        await Scene.AskForEvidenceAsync(site, cast);
        await using var manager = await site.VisitAsAsync(cast.Manager, script: script);
        await manager.GoToAsync("Inbox");
        await manager.FollowAsync("Waiting for others");
        await manager.CheckAsync();
        await manager.Main.GetByLabel("When they are due").SelectOptionAsync("Late");
        await manager.PressAsync("Show");
        await manager.SeesAsync("No task that waits for others is like that.");
        await manager.FollowAsync("Show all that waits for others");
        await manager.PressAsync("Chase", 400);
        await manager.SeesAsync("Choose at least one task to chase");
        await manager.CheckAsync(400);
        await manager.Main.GetByRole(Microsoft.Playwright.AriaRole.Checkbox).First.CheckAsync();
        await Journey.PictureAsync(manager.Page, "inbox-team");
        await manager.PressAsync("Chase");
        await manager.SeesHeadingAsync("Chase whoever has these tasks");
        await manager.SeesAsync(cast.Partner);
        await manager.FillAsync("What do you want to say to them?", "The board meets on Friday.");
        await manager.PressAsync("Continue");
        await manager.SeesHeadingAsync("Check before you chase them");
        await manager.SeesAsync("The board meets on Friday.");
        await manager.CheckAsync();
        await manager.PressAsync("Chase them");
        await manager.SeesAsync("Whoever has the task was chased.");
        await manager.SeesAsync($"by {cast.Manager}");

        await manager.FollowAsync("Due from you");
        await manager.FollowAsync("See your dates in your own calendar");
        await manager.PressAsync("Make a secret address");
        await Expect(manager.Main.Locator("#address")).ToContainTextAsync("/calendar/");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "calendar-address");
        await manager.PressAsync("Take the address back");
        await manager.SeesAsync("The address was taken back.");

        await using var partner = await site.VisitAsAsync(cast.Partner, script: script);
        await partner.GoToAsync("Messages");
        await partner.FollowAsync($"{cast.Board}: you are reminded of a task");
        await partner.SeesAsync("The board meets on Friday.");
    }
}
