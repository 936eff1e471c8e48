using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Seeding;
using Portal.Web.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Account;

/// <summary>The secret address of one's own dates.</summary>
public sealed class ReadingDatesInACalendar(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task It_is_made_from_the_inbox_shown_once_and_gives_tasks_and_submission_dates_without_signing_in()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);
        var page = await (await (await police.Open("/inbox")).Follow("See your dates in your own calendar")).Submit("Make a secret address");
        var address = Address(page);
        page.ShouldSay("Never");
        (await police.Open("/account/calendar")).Html.ShouldNotContain(address);

        var (answer, calendar) = await ReadAsync(address);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/calendar; charset=utf-8");
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.About == "LSCB-02").Select(t => t.Id).SingleAsync());
        calendar!.Events.Select(e => (e.Uid, e.Start)).ShouldBe([($"task-{task}@localhost", "2015-03-31"), ($"submission-{scene.Id}@localhost", "2015-05-05")], ignoreOrder: true);
        calendar.Events.ShouldAllBe(e => e.AllDay && e.Description == e.Url);
        (await police.Open("/account/calendar")).Text.ShouldNotContain("Never");
        (await police.Open("/account/calendar")).ShouldSay("3 March 2015 at 9.00am");
        (await Portal.ReadAsync(db => db.Set<CalendarFeed>().Select(f => f.TokenHash).SingleAsync())).ShouldNotBe(Path.GetFileNameWithoutExtension(address));
    }

    [Fact]
    public async Task What_moves_stands_there_with_the_next_number_and_what_ended_is_gone()
    {
        var scene = await Given.Assigned();
        var address = await MadeAsync(Given.Police);
        var before = (await ReadAsync(address)).Calendar!.Events.Single(e => e.Uid.StartsWith("task", StringComparison.Ordinal));

        await Portal.AsAsync(Given.Manager, async s => await s.GetRequiredService<AssignWork>().ToAsync(
            scene.Id, "LSCB", "LSCB-02", await Portal.ReadAsync(db => db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync()), new DateOnly(2015, 4, 8), default));
        var after = (await ReadAsync(address)).Calendar!.Events.Single(e => e.Uid == before.Uid);
        (after.Start, after.Sequence).ShouldBe(("2015-04-08", before.Sequence + 1));

        await (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save and finish my task", ("What do we know?", "This."));
        (await ReadAsync(address)).Calendar!.Events.ShouldNotContain(e => e.Uid == before.Uid);
    }

    [Fact]
    public async Task Whoever_leaves_the_post_sees_nothing_of_it_any_more()
    {
        await Given.Assigned();
        var address = await MadeAsync(Given.Police);
        (await ReadAsync(address)).Calendar!.Events.Count.ShouldBe(2);

        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<Web.Persistence.PortalDbContext>();
            var post = await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Title == "Northshire Police");
            post.Appoint(await db.People.SingleAsync(p => p.Email.StartsWith("samuel.okafor")), Portal.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        });

        (await ReadAsync(address)).Calendar!.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_another_body_stands_in_it()
    {
        await Given.Assigned();

        (await ReadAsync(await MadeAsync("janet.moss"))).Calendar!.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Renewed_the_earlier_address_leads_nowhere_and_taken_back_neither_does_the_new_one()
    {
        var first = await MadeAsync(Given.Police);
        var second = Address(await (await (await SignedInAs(Given.Police)).Open("/account/calendar")).Submit("Make another address"));
        (await ReadAsync(first)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(second)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await (await SignedInAs(Given.Police)).Open("/account/calendar")).Submit("Take the address back")).ShouldSay("The address was taken back.");

        (await ReadAsync(second)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync("/calendar/guessed.ics")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task When_the_password_changes_the_address_leads_nowhere_and_another_is_made()
    {
        var address = await MadeAsync(Given.Police);
        await Portal.AsPortalAsync(async s =>
        {
            var accounts = s.GetRequiredService<UserManager<Web.Security.Account>>();
            var account = (await accounts.FindByEmailAsync("priya.nair@demo.example"))!;
            (await accounts.ChangePasswordAsync(account, DemoAccount.Password, "another password of hers")).Succeeded.ShouldBeTrue();
        });

        (await ReadAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await (await SignedInAs(Given.Police)).Open("/account/calendar");
        page.Text.ShouldNotContain("Address made");
        (await ReadAsync(Address(await page.Submit("Make a secret address")))).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Making_replacing_and_taking_back_are_on_the_trail_of_the_body_and_a_reload_makes_no_other()
    {
        var police = await SignedInAs(Given.Police);
        var made = await (await police.Open("/account/calendar")).Submit("Make a secret address");
        var first = Address(made);
        (await police.Open(made.Path)).Html.ShouldNotContain(first);
        (await ReadAsync(first)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK, "the page that shows it is read again without making another");
        await (await police.Open("/account/calendar")).Submit("Make another address");
        await (await police.Open("/account/calendar")).Submit("Take the address back");

        var acts = await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action.StartsWith("calendar-")).OrderBy(a => a.Number)
            .Select(a => new { a.Action, Body = db.Bodies.Where(b => b.Id == a.BodyId).Select(b => b.Code).First(), By = db.People.Where(p => p.Id == a.PersonId).Select(p => p.Name).First() }).ToListAsync());
        acts.Select(a => a.Action).ShouldBe(["calendar-address-made", "calendar-address-replaced", "calendar-address-taken-back"]);
        acts.ShouldAllBe(a => a.Body == "demo-northshire-board" && a.By == "Priya Nair");
    }

    [Fact]
    public async Task Of_whoever_cannot_sign_in_any_more_it_gives_nothing()
    {
        var address = await MadeAsync(Given.Police);
        await Portal.ReadAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Email == "priya.nair@demo.example")).LockoutEnd = DateTimeOffset.MaxValue;
            return await db.SaveChangesAsync();
        });

        (await ReadAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Address(HtmlPage page) => new Uri(HtmlPage.Words(page.Document.GetElementById("address"))).AbsolutePath;

    private async Task<string> MadeAsync(string who) => Address(await (await (await SignedInAs(who)).Open("/account/calendar")).Submit("Make a secret address"));

    private async Task<(HttpResponseMessage Answer, ReadCalendar? Calendar)> ReadAsync(string address)
    {
        var answer = await new Visitor(Portal.Host).Get(address);
        return (answer, answer.StatusCode == HttpStatusCode.OK ? await ReadCalendar.OfAsync(await answer.Content.ReadAsStringAsync()) : null);
    }
}
