using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Infrastructure;
using Portal.Domain.Reminders;
using Portal.Web.Persistence;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;

namespace Portal.BrowserTests.Journeys;

public sealed class WorkingTogether(PortalSite site)
{
    private const string Area = "Effectiveness of the Local Safeguarding Children Board";

    [Fact]
    public async Task A_partner_leads_an_area_the_manager_sends_it_back_and_agrees_it_when_it_is_changed()
    {
        var cast = await Cast.FoundAsync(site, "Backford");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await LedByPartnerAsync(scene, cast);
        await scene.AnswerAndJudgeAsync();

        await using var partner = await site.VisitAsAsync(cast.Partner);
        await partner.GoToAsync("Inbox");
        await partner.FollowAsync($"Assess: {Area}");
        await partner.PressAsync("Submit this area");
        await partner.SeesAsync("is submitted.");

        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.GoToAsync("Inbox");
        await manager.FollowAsync($"Look at: {Area}");
        await manager.PressAsync("Send it back with these reasons", 400);
        await manager.SeesAsync("Say what must change");
        await manager.FillAsync("What should change in LSCB-02, and why?", "Say which audits these were.");
        await manager.PressAsync("Send it back with these reasons");
        await manager.SeesHeadingAsync("Check what you ask for");
        await manager.PressAsync("Request these changes");
        await manager.SeesAsync("Changes requested");

        await partner.GoToAsync("Inbox");
        await partner.FollowAsync($"Change what was asked: {Area}");
        await partner.FollowAsync("LSCB-02 Front-line practice is watched");
        await partner.SeesAsync("Say which audits these were.");
        await partner.FollowAsync("Comments on LSCB-02");
        await partner.FillAsync("Your comment", "They were the three of June.");
        await partner.ChooseAsync(cast.Manager);
        await partner.PressAsync("Comment");
        await partner.SeesAsync("They were the three of June.");
        await partner.GoBackAsync("LSCB-02");
        await Texts.FillInAsync(partner, "Three audits in June.");
        await partner.PressAsync("Save");
        await partner.GoBackAsync(Area);
        await partner.PressAsync("Submit this area");

        await manager.GoToAsync("Inbox");
        await manager.FollowAsync($"Look at: {Area}");
        await manager.SeesAsync("Three audits in June.");
        await manager.PressAsync("Agree this area");
        await manager.SeesAsync("is agreed.");
        await manager.SeesAsync("agreed the area");
        await manager.GoBackAsync(cast.Board);
        await manager.SeesAsync("Agreed");
    }

    [Theory]
    [InlineData("Linkton", true)]
    [InlineData("Plainstow", false)]
    public async Task A_partner_without_an_account_answers_by_link_and_puts_dissent_on_the_record(string area, bool script)
    {
        var cast = await Cast.FoundAsync(site, area);
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        var email = $"gwen.{area.ToLowerInvariant()}@probation.example";
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/self-assessments/assign-area/{scene.Id}/LSCB");
        await manager.FollowAsync("Ask by link, without an account for LSCB-02");
        await manager.FillAsync("Who is it for?", "Gwen Pritchard");
        await manager.FillAsync("Email address", email);
        await manager.PressAsync("Send the link");
        await manager.SeesAsync("The link is on its way to Gwen Pritchard.");

        await using var guest = await site.VisitAsync(script: script);
        var link = await MailFolder.LinkToAsync(site, email, "/self-assessments/partner/open/");
        await guest.OpenAsync(link);
        await guest.PressAsync("Open my part");
        await guest.SeesHeadingAsync("Your part of the self-assessment");
        await guest.FollowAsync("LSCB-02 Front-line practice is watched");
        await Texts.FillInAsync(guest, "We audit ten cases a quarter.");
        await guest.PressAsync("Save");
        await guest.SeesAsync("Answered");
        await guest.PressAsync("Submit my part");
        await guest.FillAsync("Is there a reservation you want on the record? (optional)", "Our figures differ from the board’s.");
        await guest.ChooseAsync("Dissent: we do not stand by it");
        await guest.PressAsync("Submit my part");
        await guest.SeesHeadingAsync("Your part is submitted");
        await guest.OpenAsync("/self-assessments/partner", 404);
        await guest.SeesHeadingAsync("Nothing is open here");
        await guest.OpenAsync(link, 404);
        await guest.SeesAsync("This link was already used.");

        await manager.OpenAsync($"/self-assessments/overview/{scene.Id}");
        await manager.SeesAsync("Our figures differ from the board’s.");
        await manager.FollowAsync("Caveats and dissent");
        await manager.SeesAsync("Gwen Pritchard");
    }

    [Fact]
    public async Task The_manager_names_a_deputy_and_hands_a_post_over()
    {
        var cast = await Cast.FoundAsync(site, "Passington");
        await using var manager = await site.VisitAsAsync(cast.Manager);
        var today = site.Services.GetRequiredService<TimeProvider>().Today();

        await manager.GoToAsync("People");
        await manager.FollowAsync(cast.PartnerPost);
        await manager.FollowAsync("Name a deputy");
        await manager.Main.GetByLabel("Who stands in?").SelectOptionAsync("Elsie Passington");
        await manager.FillDateAsync("First day", today);
        await manager.FillDateAsync("Last day", today.AddDays(7));
        await manager.PressAsync("Name the deputy");
        await manager.SeesAsync("Standing in");
        await manager.FollowAsync("Hand this post over");
        await manager.Main.GetByLabel("Who takes the post on?").SelectOptionAsync("Dara Passington");
        await manager.FillDateAsync("From which day?", today.AddDays(14));
        await manager.FillAsync("Why is it handed over?", "Pavan moves on.");
        await manager.PressAsync("Continue");
        await manager.PressAsync("Hand the post over");
        await manager.SeesAsync("planned a handover");
    }

    private async Task LedByPartnerAsync(Scene scene, Cast cast) => await site.AsAsync(cast.Manager, async services =>
    {
        var post = await services.GetRequiredService<PortalDbContext>().Posts.Where(p => p.Title == cast.PartnerPost).Select(p => p.Id).SingleAsync();
        var due = services.GetRequiredService<WorkingCalendars>().England.Add(services.GetRequiredService<TimeProvider>().Today(), 10);
        await services.GetRequiredService<AssignWork>().ToAsync(scene.Id, "LSCB", null, post, due, CancellationToken.None);
        return true;
    });
}
