using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Features.People;
using Portal.Web.Features.Reviews;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Calendars;

/// <summary>Which mails carry which dates, and what becomes of these in a calendar.</summary>
public sealed class TellingOfDates(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Whoever_is_assigned_something_is_told_with_its_date()
    {
        await Given.Assigned();

        var mail = (await MailsAsync("work was given to you")).ShouldHaveSingleItem();
        (mail.Name, mail.Text.Contains("LSCB-02 Front-line practice is watched, due on 31 March 2015", StringComparison.Ordinal)).ShouldBe(("Priya Nair", true));
        (await ReadCalendar.OfAsync(mail.Calendar!)).Events.ShouldHaveSingleItem().Start.ShouldBe("2015-03-31");
    }

    [Fact]
    public async Task Who_is_to_sign_is_asked_at_once_and_a_deputy_is_told_that_they_sign_nothing()
    {
        await StandsInForTheChairAsync();
        var scene = await Given.UpForSignature();

        var mails = (await MailsAsync("a signature is asked for")).ToDictionary(m => m.Name);
        mails.Keys.Order().ShouldBe(["Ben Carter", "Helen Archer", "Margaret Ellis"]);
        mails["Helen Archer"].Text.ShouldContain("waits for your signature");
        mails["Ben Carter"].Text.ShouldContain("a deputy signs nothing");
        mails["Ben Carter"].Text.ShouldContain("in the place of Helen Archer");
        (await ReadCalendar.OfAsync(mails["Helen Archer"].Calendar!)).Events.ShouldHaveSingleItem().Url.ShouldEndWith($"/sign-off/read/{scene.Id}");
        await Should.ThrowAsync<Forbidden>(async () => await Portal.AsAsync("ben.carter", async s => await s.GetRequiredService<DecideSignOff>().SignAsync(scene.Id, await Given.PresentHash(scene.Id), default)));
    }

    [Fact]
    public async Task A_submission_date_that_moves_takes_the_same_entry_along()
    {
        var scene = await Given.Opened();
        await MovedAsync(scene.Id, new DateOnly(2015, 5, 12));
        await MovedAsync(scene.Id, new DateOnly(2015, 5, 19));

        var mails = await MailsAsync("the submission date has moved");

        mails.Select(m => m.Name).Distinct().Order().ShouldBe(["Helen Archer", "Margaret Ellis", "Tom Whitfield"]);
        var entries = new List<(string, int?, string)>();
        foreach (var mail in mails.Where(m => m.Name == "Helen Archer"))
        {
            entries.AddRange((await ReadCalendar.OfAsync(mail.Calendar!)).Events.Where(e => e.Uid.StartsWith("submission", StringComparison.Ordinal)).Select(e => (e.Uid, e.Sequence, e.Start)));
        }

        entries.OrderBy(e => e.Item2).ShouldBe([($"submission-{scene.Id}@localhost", 1, "2015-05-12"), ($"submission-{scene.Id}@localhost", 2, "2015-05-19")]);
    }

    [Fact]
    public async Task A_slot_is_offered_moved_and_withdrawn_in_the_calendar_as_it_is_in_the_portal()
    {
        var slot = await Portal.AsAsync("ruth.bannister", async s =>
        {
            var review = await s.GetRequiredService<PortalDbContext>().Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync();
            return await s.GetRequiredService<OfferOpening>().ForAsync(review, Utc(6, 9), 45, default);
        });
        await Portal.AsAsync("ruth.bannister", async s => await s.GetRequiredService<OfferOpening>().MoveAsync(slot, await VersionAsync(), Utc(6, 10), 30, "The train.", default));
        await Portal.AsAsync("ruth.bannister", async s => await s.GetRequiredService<OfferOpening>().WithdrawAsync(slot, await VersionAsync(), "No time.", default));
        Task<int> VersionAsync() => Portal.ReadAsync(db => db.Set<OpeningSlot>().Select(o => o.Version).SingleAsync());

        var read = new List<(string Method, ReadEvent Event)>();
        foreach (var mail in (await MailsAsync("slot for your opening presentation")).Where(m => m.Name == "Helen Archer"))
        {
            var calendar = await ReadCalendar.OfAsync(mail.Calendar!);
            read.Add((calendar.Method, calendar.Events.Single()));
        }

        read.Select(r => (r.Method, r.Event.Sequence, r.Event.StartsAt.UtcDateTime)).ShouldBe([("PUBLISH", 0, Utc(6, 9)), ("PUBLISH", 1, Utc(6, 10)), ("CANCEL", 2, Utc(6, 10))]);
        read.Select(r => r.Event.Uid).Distinct().ShouldBe([$"opening-{slot}@localhost"]);
    }

    [Fact]
    public async Task More_time_that_is_granted_moves_the_entry()
    {
        var scene = await Given.Assigned();
        var task = await Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.About == "LSCB-02").Select(t => t.Id).SingleAsync());
        await Given.Answered(Given.Manager, await Given.MoreTimeAskedFor(Given.Police, task, new DateOnly(2015, 4, 10), "The figures come late."), "Grant");

        var entry = (await ReadCalendar.OfAsync((await MailsAsync("more time was granted")).ShouldHaveSingleItem().Calendar!)).Events.ShouldHaveSingleItem();

        (entry.Uid, entry.Start, entry.Sequence).ShouldBe(($"task-{task}@localhost", "2015-04-10", 1));
    }

    private static DateTime Utc(int month, int day) => new(2015, month, day, 9, 0, 0, DateTimeKind.Utc);

    private Task MovedAsync(Id<Domain.SelfAssessments.SelfAssessment> id, DateOnly to) =>
        Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MoveSubmission>().ToAsync(id, to, "The board meets later.", default));

    private Task StandsInForTheChairAsync() => Portal.AsAsync(Given.Chair, async s =>
    {
        var (post, person) = await Portal.ReadAsync(async db => (
            await db.Posts.Where(p => p.Title == "Independent chair" && db.Bodies.Any(b => b.Id == p.BodyId && b.Code == "demo-northshire-board")).Select(p => p.Id).SingleAsync(),
            await db.People.Where(p => p.Email.StartsWith("ben.carter")).Select(p => p.Id).SingleAsync()));
        await s.GetRequiredService<ChangePost>().NameDeputyAsync(post, person, new DateOnly(2015, 3, 3), new DateOnly(2015, 3, 10), default);
    });

    private Task<List<OutgoingEmail>> MailsAsync(string about) =>
        Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Subject.Contains(about)).OrderBy(m => m.WrittenAt).ThenBy(m => m.Subject.Contains("moved") ? 1 : m.Subject.Contains("withdrawn") ? 2 : 0).ThenBy(m => m.Name).ToListAsync());
}
