using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Features.People;
using Portal.Web.Features.SignOff;
using Portal.Web.Mail;
using Portal.Web.Reminders;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.People;

/// <summary>A post outlives its holder: handing it over moves its tasks and keeps what the former holder signed. A deputy does the tasks and never signs.</summary>
public sealed class HandingOverAPost(PortalFixture portal) : PortalTest(portal)
{
    private const string Early = "ben.carter";

    private static readonly DateOnly _nextWeek = new(2015, 3, 10);

    [Fact]
    public async Task A_post_is_handed_over_from_a_day_on_with_its_open_tasks_and_what_was_signed_stays_signed()
    {
        var scene = await Given.UpForSignature();
        await Given.Signed(Given.Chair, scene.Id);
        var manager = await SignedInAs(Given.Manager);
        var page = await (await (await (await manager.Open("/people")).Follow("Independent chair")).Follow("Hand this post over")).Submit(
            "Continue", ("Who takes the post on?", "Ben Carter"), ("From which day?", _nextWeek), ("Why is it handed over?", "Her term ends."));
        page.ShouldSay("Check the handover").ShouldSay("Ben Carter").ShouldSay("10 March 2015").ShouldSay("Her term ends.");
        (await page.Submit("Hand the post over")).ShouldSay("Ben Carter, on 10 March 2015").ShouldSay("Tom Whitfield planned a handover");
        (await DueHandedOverAsync()).ShouldBe(0);
        (await (await SignedInAs(Given.Chair)).Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBe(HttpStatusCode.OK);

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 10, 0, 10, 0, TimeSpan.Zero));
        (await DueHandedOverAsync()).ShouldBe(1);
        (await DueHandedOverAsync()).ShouldBe(0);

        (await (await AfreshAs(Given.Chair)).Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        (await (await AfreshAs(Early)).Open($"/sign-off/read/{scene.Id}")).ShouldSay("Helen Archer, Chair");
        await Given.Returned(Given.Director, scene.Id, "Say more.");
        await Given.Finished(scene.Id, "Ready");
        (await (await AfreshAs(Early)).Open("/inbox")).ShouldSay("Sign or return the self-assessment");
        await Given.Signed(Early, scene.Id);
        (await Portal.ReadAsync(db => db.FrozenVersions.SelectMany(v => v.Signatures).OrderBy(s => s.SignedAt).Select(s => s.PersonName).ToListAsync())).ShouldBe(["Helen Archer", "Ben Carter"]);
        (await (await AfreshAs(Given.Manager)).Open("/people")).ShouldSay("Helen Archer, 3 March 2015 to 10 March 2015");
    }

    [Fact]
    public async Task Handed_over_today_it_passes_at_once_and_both_are_told()
    {
        var chair = await PostAsync("Independent chair");

        await Portal.AsAsync(Given.Manager, async s => await s.GetRequiredService<ChangePost>().HandOverAsync(chair, await PersonAsync(Early), new DateOnly(2015, 3, 3), "She left.", default));

        (await Portal.ReadAsync(db => db.Set<PostHolding>().Where(h => h.PostId == chair && h.Until == null).Join(db.People, h => h.PersonId, p => p.Id, (h, p) => p.Name).SingleAsync())).ShouldBe("Ben Carter");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Select(m => m.Name).ToListAsync())).Order().ShouldBe(["Ben Carter", "Helen Archer"]);
    }

    [Fact]
    public async Task A_handover_that_was_called_off_does_not_happen()
    {
        var chair = await PostAsync("Independent chair");
        await Portal.AsAsync(Given.Manager, async s => await s.GetRequiredService<ChangePost>().HandOverAsync(chair, await PersonAsync(Early), _nextWeek, "Her term ends.", default));

        (await (await (await SignedInAs(Given.Manager)).Open($"/people/post/{chair}")).Submit("Call the handover off")).ShouldSay("called the handover off");
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 11, 9, 0, 0, TimeSpan.Zero));

        (await DueHandedOverAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_deputy_does_the_tasks_of_the_chair_on_the_days_named_and_cannot_sign()
    {
        var scene = await Given.UpForSignature();
        var chair = await PostAsync("Independent chair");
        var deputy = await SignedInAs(Early);
        var page = await (await (await SignedInAs(Given.Chair)).Open($"/people/post/{chair}")).Follow("Name a deputy");
        (await page.Submit("Name the deputy", ("Who stands in?", "Ben Carter"), ("First day", new DateOnly(2015, 3, 4)), ("Last day", _nextWeek))).ShouldSay("Ben Carter, 4 March 2015 to 10 March 2015 To come");
        (await deputy.Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBe(HttpStatusCode.NotFound, "Not yet.");

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 4, 9, 0, 0, TimeSpan.Zero));
        deputy = await AfreshAs(Early);

        (await deputy.Open("/inbox")).ShouldSay("Sign or return the self-assessment");
        (await deputy.Open($"/sign-off/read/{scene.Id}")).Text.ShouldNotContain("Return with reasons");
        (await deputy.Open($"/sign-off/sign/{scene.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Should.ThrowAsync<Web.Security.Forbidden>(async () => await Portal.AsAsync(Early, async s => await s.GetRequiredService<DecideSignOff>().SignAsync(scene.Id, await Given.PresentHash(scene.Id), default)));
        await Should.ThrowAsync<Web.Security.Forbidden>(async () => await Portal.AsAsync(Early, async s => await s.GetRequiredService<DecideSignOff>().ReturnAsync(scene.Id, "No.", await Given.PresentHash(scene.Id), default)));

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 11, 9, 0, 0, TimeSpan.Zero));
        deputy = await AfreshAs(Early);
        (await deputy.Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBe(HttpStatusCode.NotFound, "No more.");
    }

    [Fact]
    public async Task A_deputy_of_the_manager_assigns_work_and_is_reminded_beside_the_holder()
    {
        var scene = await Given.Opened();
        await StandsInAsync("Board manager", new DateOnly(2015, 3, 3), _nextWeek);

        (await (await SignedInAs(Early)).Open($"/self-assessments/assign/{scene.Id}")).ShouldSay("Finish assigning");
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 10, 9, 0, 0, TimeSpan.Zero));
        await Portal.AsPortalAsync(s => s.GetRequiredService<SendReminders>().RunAsync(default));

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("Your tasks")).Select(m => m.Name).ToListAsync())).Order().ShouldBe(["Ben Carter", "Tom Whitfield"]);
    }

    [Fact]
    public async Task Ended_before_the_last_day_a_deputy_is_out_from_the_next_request_on()
    {
        var scene = await Given.Opened();
        await StandsInAsync("Board manager", new DateOnly(2015, 3, 3), _nextWeek);
        (await (await SignedInAs(Early)).Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBe(HttpStatusCode.OK);

        await (await (await SignedInAs(Given.Manager)).Open($"/people/post/{await PostAsync("Board manager")}")).Submit("End it: Ben Carter");

        (await (await SignedInAs(Early)).Open($"/self-assessments/overview/{scene.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deputy_hands_no_post_over_and_a_contributor_only_names_a_deputy_for_their_own()
    {
        await StandsInAsync("Board manager", new DateOnly(2015, 3, 3), _nextWeek);
        var chair = await PostAsync("Independent chair");
        var police = await PostAsync("Northshire Police");

        (await (await SignedInAs(Early)).Open($"/people/hand-over/{chair}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Police)).Open($"/people/name-deputy/{chair}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Police)).Open($"/people/name-deputy/{police}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await SignedInAs("janet.moss")).Open($"/people/post/{chair}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<Web.Persistence.NotFound>(async () => await Portal.AsAsync("janet.moss", async s =>
            await s.GetRequiredService<ChangePost>().HandOverAsync(chair, await PersonAsync("janet.moss"), _nextWeek, "Mine.", default)));
    }

    [Fact]
    public async Task Nobody_of_elsewhere_takes_a_post_on()
    {
        var chair = await PostAsync("Independent chair");

        (await Should.ThrowAsync<RuleBroken>(async () => await Portal.AsAsync(Given.Manager, async s =>
            await s.GetRequiredService<ChangePost>().HandOverAsync(chair, await PersonAsync("janet.moss"), _nextWeek, "Why not.", default)))).Code.ShouldBe("post.stranger");
    }

    [Fact]
    public async Task A_form_with_gaps_is_shown_again()
    {
        var page = await (await SignedInAs(Given.Manager)).Open($"/people/hand-over/{await PostAsync("Independent chair")}");

        (await page.Submit("Continue")).ShouldShowError("Choose who takes the post on").ShouldShowError("Say why the post is handed over");
        (await page.Submit("Continue", ("Who takes the post on?", "Ben Carter"), ("From which day?", new DateOnly(2015, 3, 2)), ("Why is it handed over?", "Late."))).ShouldShowError("The day must be today or later");
    }

    /// <summary>Days later nobody is signed in any more.</summary>
    private Task<Visitor> AfreshAs(string who) => PortalFixture.SignInAsync(Portal.Host, who);

    private Task<Id<Post>> PostAsync(string title) => Portal.ReadAsync(db => db.Posts.Where(p => p.Title == title && db.Bodies.Any(b => b.Id == p.BodyId && b.Code == "demo-northshire-board")).Select(p => p.Id).SingleAsync());

    private Task<Id<Person>> PersonAsync(string who) => Portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith(who)).Select(p => p.Id).SingleAsync());

    private Task StandsInAsync(string title, DateOnly from, DateOnly until) => Portal.AsAsync(Given.Manager, async s =>
        await s.GetRequiredService<ChangePost>().NameDeputyAsync(await PostAsync(title), await PersonAsync(Early), from, until, default));

    private Task<int> DueHandedOverAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<HandOverPosts>().RunAsync(default));
}
