using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>A request for evidence between board manager and partner, with more time asked for on the way; and the start of a review.</summary>
public sealed class AMatter(PortalSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Evidence_is_asked_for_more_time_granted_and_what_came_is_sent_back_and_accepted(bool script)
    {
        var cast = await Cast.FoundAsync(site, script ? "Askerton" : "Plainton");
        await using var manager = await site.VisitAsAsync(cast.Manager, script: script);
        await manager.GoToAsync("Matters");
        await manager.FollowAsync("Request for evidence");
        await manager.PressAsync("Continue", 400);
        await manager.SeesAsync("Say in a few words what it is about");
        await manager.FillAsync("Title", "Strategy meetings");
        await manager.FillAsync("What evidence is needed, and what for?", "The minutes of June, to see who came.");
        await manager.ChooseAsync($"{cast.PartnerPost}, {cast.Board} ({cast.Partner})");
        await manager.FillDateAsync("When is the evidence needed?", new DateOnly(2015, 3, 31));
        await manager.PressAsync("Continue");
        await manager.SeesHeadingAsync("Check before you open it");
        await manager.PressAsync("Open it");
        await manager.SeesHeadingAsync("Strategy meetings");

        await using var partner = await site.VisitAsAsync(cast.Partner, script: script);
        await partner.GoToAsync("Inbox");
        await partner.FollowAsync("Ask for more time for Provide evidence: Strategy meetings");
        await partner.FillDateAsync("What day do you ask for?", new DateOnly(2015, 4, 17));
        await partner.FillAsync("Why is more time needed?", "The officer is away.");
        await partner.PressAsync("Continue");
        await partner.PressAsync("Ask for more time");
        await partner.SeesAsync("Your request was sent.");

        await manager.GoToAsync("Inbox");
        await manager.FollowAsync("More time asked for: Provide evidence: Strategy meetings");
        await manager.ChooseAsync("Grant");
        await manager.PressAsync("Send the answer");
        await manager.SeesAsync("More time was granted; the due date was moved.");

        await partner.GoToAsync("Inbox");
        await partner.FollowAsync("Provide evidence: Strategy meetings");
        await partner.SeesAsync("17 April 2015");
        await partner.ChooseAsync("Provided");
        await partner.FillAsync("What you want to say about it", "They are in the folder on neglect.");
        await partner.PressAsync("Send the answer");
        await partner.SeesAsync("Your answer was sent: Provided.");

        await manager.GoToAsync("Inbox");
        await manager.FollowAsync("Check the evidence provided: Strategy meetings");
        await manager.SeesAsync("They are in the folder on neglect.");
        await manager.PressAsync("Send the answer", 400);
        await manager.SeesAsync("Choose your answer");
        await manager.ChooseAsync("Accept");
        await manager.PressAsync("Send the answer");
        await manager.SeesAsync("The evidence was provided and accepted.");
        await manager.GoToAsync("Matters");
        await manager.SeesAsync("Over");
    }

    [Fact]
    public async Task The_lead_starts_the_timetable_and_whoever_runs_the_board_follows_it()
    {
        var cast = await Cast.FoundAsync(site, "Timeham");
        await using var lead = await site.VisitAsAsync(cast.Lead);
        await lead.GoToAsync("Reviews");
        await lead.FollowAsync($"Review of {cast.Board}");
        await lead.FollowAsync("Start the timetable of the review");
        await lead.PressAsync("Start the timetable", 400);
        await lead.FillAsync("What the body should know about the review", "Four inspectors come in the first week.");
        await lead.PressAsync("Start the timetable");
        await lead.FollowAsync($"Tell the director: Review of {cast.Board}");
        await lead.PressAsync("Send the answer");
        await lead.SeesAsync("Your answer was sent: Told.");

        await using var chair = await site.VisitAsAsync(cast.Chair);
        await chair.GoToAsync("Matters");
        await chair.FollowAsync($"Review of {cast.Board}");
        await chair.SeesAsync("Supply the Annex A lists");
        await chair.SeesAsync("Four inspectors come in the first week.");
        await Expect(chair.Main).Not.ToContainTextAsync("Told");
    }
}
