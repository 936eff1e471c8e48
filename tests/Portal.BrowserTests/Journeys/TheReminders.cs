using Portal.BrowserTests.Infrastructure;

namespace Portal.BrowserTests.Journeys;

public sealed class TheReminders(PortalSite site)
{
    [Fact]
    public async Task The_manager_sets_when_people_are_reminded_and_is_told_what_is_outside_the_limits()
    {
        var cast = await Cast.FoundAsync(site, "Remingham");
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.GoToAsync("People");
        await manager.FollowAsync($"When people are reminded : {cast.Board}");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "reminders");

        await manager.FollowAsync("Change reminders (Tasks of matters)");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "reminder-kind-of-everybody");
        await manager.ChooseAsync("One of our own");
        await manager.CheckAsync();
        await manager.FillAsync("Remind this many working days before the due date", "41, ten");
        await manager.PressAsync("Continue", 400);
        await manager.CheckAsync(400);
        await Journey.PictureAsync(manager.Page, "reminder-kind-refused");
        await manager.FillAsync("Remind this many working days before the due date", "3, 1");
        await manager.FillAsync("Why does it change?", "The chair asked for it.");
        await manager.PressAsync("Continue");
        await manager.SeesAsync("3 and 1 working days before");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "reminder-kind-check");
        await manager.PressAsync("Set the schedule");
        await manager.SeesAsync("the new schedule holds from now on");

        await manager.FollowAsync("Change digest (Weekly digest and hours)");
        await manager.ChooseAsync("Our own");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "reminder-week");
        await manager.FillAsync("Why does it change?", "Late risers.");
        await manager.PressAsync("Continue");
        await manager.CheckAsync();
        await manager.PressAsync("Set digest and hours");
        await manager.SeesAsync("The new digest and hours hold from now on.");
    }
}
