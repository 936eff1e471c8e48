using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.People;

/// <summary>Those who run a body see what was sent on its side and what became of it, send again what did not arrive, and read none of it.</summary>
public sealed class SeeingWhatWasSent(PortalFixture portal) : PortalTest(portal)
{
    private Id<Body> _board;

    protected override async Task SetUpAsync() => _board = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync());

    [Fact]
    public async Task The_manager_sees_subjects_kinds_and_states_and_not_what_a_mail_says()
    {
        await Given.Submitted();
        var receipt = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Name == "Priya Nair" && m.DedupeKey.StartsWith("receipt:")));

        var page = await (await (await SignedInAs(Given.Manager)).Open("/people")).Follow("What was sent: Northshire Safeguarding Children Board");

        page.Path.ShouldBe($"/people/sent/{_board}");
        page.ShouldSay(receipt.Subject).ShouldSay("Priya Nair").ShouldSay("Notice").ShouldSay("Waiting to be sent");
        receipt.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length > 40)
            .ShouldAllBe(line => !page.Text.Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_run_the_body_see_it()
    {
        (await (await SignedInAs(Given.Chair)).Open($"/people/sent/{_board}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await SignedInAs(Given.Police)).Open($"/people/sent/{_board}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Police)).Open("/people")).Text.ShouldNotContain("What was sent");
        (await (await SignedInAs("janet.moss")).Open($"/people/sent/{_board}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs("ruth.bannister")).Open($"/people/sent/{_board}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_goes_to_the_review_team_or_is_about_another_body_is_not_in_it()
    {
        await Given.Packed();
        var toReviewers = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.DedupeKey.StartsWith("hand-over:")).ToListAsync());
        toReviewers.ShouldNotBeEmpty();
        toReviewers.ShouldAllBe(m => m.BodyId == null);
        await FailAsync(toReviewers[0].Id);
        await FailAsync(await WriteAsync("priya.nair", MailKind.Notice, "Of several bodies"));
        var elsewhere = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-westmere-board").Select(b => b.Id).SingleAsync());
        await WriteAsync("priya.nair", MailKind.Notice, "Of another body", new MailAbout(elsewhere, null));

        var page = await (await SignedInAs(Given.Manager)).Open($"/people/sent/{_board}?size=100");

        page.Text.ShouldNotContain("Of another body");
        foreach (var mail in toReviewers)
        {
            page.Text.ShouldNotContain(mail.Subject);
        }

        foreach (var id in await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.BodyId == null && m.FailedAt != null).Select(m => m.Id).ToListAsync()))
        {
            (await (await SignedInAs(Given.Manager)).SendAsOwn(new OfferedForm($"/people/sent/{_board}?handler=Again&mail={id}", [], false))).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Routine_mail_is_in_it_of_those_alone_who_held_posts_of_the_body_and_no_other()
    {
        await WriteAsync("priya.nair", MailKind.Reminders, "Tasks of a contributor");
        await WriteAsync("priya.nair", MailKind.Operations, "Of something else");
        await WriteAsync("janet.moss", MailKind.Reminders, "Tasks of a stranger");
        await AppointElsewhereAsync("helen.archer");
        await WriteAsync("helen.archer", MailKind.Digest, "Week of somebody in two bodies");

        var page = await (await SignedInAs(Given.Manager)).Open($"/people/sent/{_board}");

        page.ShouldSay("Tasks of a contributor");
        page.Text.ShouldNotContain("Of something else");
        page.Text.ShouldNotContain("Tasks of a stranger");
        page.Text.ShouldNotContain("Week of somebody in two bodies");
    }

    [Fact]
    public async Task It_is_narrowed_by_person_kind_state_and_time_and_paged()
    {
        await WriteAsync("priya.nair", MailKind.Reminders, "Tasks of Priya");
        await FailAsync(await WriteAsync("priya.nair", MailKind.Notice, "Came back to Priya", new MailAbout(_board, null)));
        await WriteAsync("helen.archer", MailKind.Notice, "Notice of the 3rd", new MailAbout(_board, null));
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 9, 9, 0, 0, TimeSpan.Zero));
        await WriteAsync("helen.archer", MailKind.Notice, "Notice of the 9th", new MailAbout(_board, null));
        var manager = await PortalFixture.SignInAsync(Portal.Host, Given.Manager);
        var page = await manager.Open($"/people/sent/{_board}");
        async Task ShowsAsync(string[] subjects, params (string, object?)[] asked) =>
            (await page.Submit("Show", asked)).Document.QuerySelectorAll("tbody tr td:nth-child(2)").Select(HtmlPage.Words).ShouldBe(subjects, ignoreOrder: true);

        await ShowsAsync(["Tasks of Priya", "Came back to Priya"], ("Name of whoever it was written to contains", "NAIR"));
        page = await manager.Open($"/people/sent/{_board}");
        await ShowsAsync(["Tasks of Priya"], ("Why it was written", "Reminders of the day"));
        await ShowsAsync(["Came back to Priya"], ("Name of whoever it was written to contains", "priya"), ("Why it was written", "Notice"), ("State", "Came back"));
        page = await manager.Open($"/people/sent/{_board}");
        await ShowsAsync(["Notice of the 9th"], ("From which day?", new DateOnly(2015, 3, 9)));
        (await manager.Open($"/people/sent/{_board}?Until=2015-03-08")).ShouldSay("Notice of the 3rd").Text.ShouldNotContain("Notice of the 9th");
        (await manager.Open($"/people/sent/{_board}?To=nobody-like-that")).ShouldSay("No mail is like that.");
        (await manager.Open($"/people/sent/{_board}?From.Day=31&From.Month=2&From.Year=2015")).ShouldShowError("The first day must be a real date");
    }

    [Fact]
    public async Task Of_whoever_stands_in_it_is_in_it_on_the_days_for_which_they_do()
    {
        await Portal.ReadAsync(async db =>
        {
            var (post, person) = (await db.Posts.Include(p => p.Holdings).Include(p => p.Deputies).SingleAsync(p => p.Title == "Northshire Police"), await db.People.SingleAsync(p => p.Email.StartsWith("janet.moss")));
            db.Add(post.NameDeputy(person, new DateOnly(2015, 3, 9), new DateOnly(2015, 3, 10), person.Id, Portal.Clock.GetUtcNow().UtcDateTime, new DateOnly(2015, 3, 3)));
            return await db.SaveChangesAsync();
        });
        await Portal.ReadAsync(db => db.Set<PostHolding>().Where(h => db.People.Any(p => p.Id == h.PersonId && p.Email.StartsWith("janet.moss"))).ExecuteDeleteAsync());
        foreach (var day in new[] { 6, 9, 10, 11 })
        {
            Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, day, 9, 0, 0, TimeSpan.Zero));
            await WriteAsync("janet.moss", MailKind.Reminders, $"Tasks of the {day}th");
        }

        var page = await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open($"/people/sent/{_board}");

        page.ShouldSay("Tasks of the 9th").ShouldSay("Tasks of the 10th");
        page.Text.ShouldNotContain("Tasks of the 6th", Case.Sensitive, "named, and not standing in yet");
        page.Text.ShouldNotContain("Tasks of the 11th");
    }

    [Fact]
    public async Task A_mail_that_came_back_is_sent_again_once_on_the_record()
    {
        var id = await WriteAsync("priya.nair", MailKind.Notice, "Please sign", new MailAbout(_board, "item"));
        await FailAsync(id);
        var manager = await SignedInAs(Given.Manager);
        var one = await manager.Open($"/people/sent/{_board}?To=Priya");
        var other = await manager.Open($"/people/sent/{_board}");

        var after = await one.Submit("Send again: Please sign to Priya Nair");
        after.ShouldSay("The mail was written again, to priya.nair@demo.example.").ShouldSay("Sent again");
        after.Value("Name of whoever it was written to contains").ShouldBe("Priya", "the list is as narrow as before");
        (await other.Submit("Send again: Please sign to Priya Nair")).ShouldRefuse("This mail was sent again already.");

        var again = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().SingleAsync(m => m.AgainOf == id));
        (again.State, again.Subject, again.Text, again.Thread, again.BodyId, again.Kind).ShouldBe((EmailState.Queued, "Please sign", "What it says.", "item", _board, MailKind.Notice));
        again.Id.ShouldNotBe(id);
        var entry = await Portal.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(a => a.Action == "mail-sent-again"));
        (entry.BodyId, entry.Subject, entry.Reason).ShouldBe((_board, $"{again.Id}", "“Please sign” to Priya Nair"));
    }

    [Fact]
    public async Task What_held_a_link_that_is_kept_nowhere_is_not_sent_again_nor_is_routine_mail_or_what_arrived()
    {
        var secret = await WriteAsync("priya.nair", MailKind.Notice, "Your link", new MailAbout(_board, null), MailSeal.Words);
        var routine = await WriteAsync("priya.nair", MailKind.Reminders, "Your tasks");
        var arrived = await WriteAsync("priya.nair", MailKind.Notice, "It arrived", new MailAbout(_board, null));
        var others = await WriteAsync("janet.moss", MailKind.Notice, "Of strangers");
        foreach (var id in new[] { secret, routine, others })
        {
            await FailAsync(id);
        }

        var manager = await SignedInAs(Given.Manager);
        var page = await manager.Open($"/people/sent/{_board}");
        page.ShouldSay("This mail held a link that is kept nowhere else. Give the person a new link instead.").ShouldSay("Routine mail is not sent again");
        page.Document.QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
        foreach (var (id, status) in new[] { (secret, HttpStatusCode.Conflict), (routine, HttpStatusCode.Conflict), (arrived, HttpStatusCode.Conflict), (others, HttpStatusCode.NotFound) })
        {
            (await manager.SendAsOwn(new OfferedForm($"/people/sent/{_board}?handler=Again&mail={id}", [], false))).Status.ShouldBe(status);
        }

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AnyAsync(m => m.AgainOf != null))).ShouldBeFalse();
    }

    private Task<int> FailAsync(Guid id) => Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, EmailState.Bounced).SetProperty(m => m.Report, "5.1.1 No such person").SetProperty(m => m.FailedAt, m => m.WrittenAt)));

    private Task<Guid> WriteAsync(string who, MailKind kind, string subject, MailAbout? about = null, string text = "What it says.") => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var mail = s.GetRequiredService<Web.Mail.Outbox>().Write(await db.People.SingleAsync(p => p.Email.StartsWith(who)), kind, subject, text, $"test:{subject}", about);
        await db.SaveChangesAsync();
        return mail.Id;
    });

    private Task AppointElsewhereAsync(string who) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var elsewhere = await db.Bodies.SingleAsync(b => b.Code == "demo-westmere-board");
        var post = Post.In(elsewhere, PostRole.Contributor, "Adviser");
        post.Appoint(await db.People.SingleAsync(p => p.Email.StartsWith(who)), PortalFixture.Start.UtcDateTime.AddDays(-1));
        db.Add(post);
        await db.SaveChangesAsync();
    });
}
