using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SignOff;

/// <summary>What stood in people’s calendars goes when nothing is asked of them any more: each entry that was sent is cancelled, with a higher number.</summary>
public sealed class TakingDatesOutOfCalendars(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task A_version_that_is_returned_is_signed_by_nobody_and_both_are_told()
    {
        var scene = await Given.SignedByDirector();
        await Given.Returned(Given.Chair, scene.Id, "One judgement says too little.");

        var gone = await MailsAsync("your signature is not asked for now");
        gone.Select(m => m.Name).ShouldBe(["Helen Archer", "Margaret Ellis"]);
        gone.ShouldAllBe(m => !m.Text.Contains("too little", StringComparison.Ordinal));
        foreach (var mail in gone)
        {
            var asked = (await EntriesAsync((await MailsAsync("a signature is asked for")).Single(m => m.Name == mail.Name))).ShouldHaveSingleItem();
            var cancelled = (await EntriesAsync(mail)).ShouldHaveSingleItem();
            (cancelled.Method, cancelled.Uid).ShouldBe(("CANCEL", asked.Uid));
            cancelled.Sequence.ShouldBeGreaterThan(asked.Sequence);
        }
    }

    [Fact]
    public async Task A_signature_that_is_withdrawn_takes_the_others_date_with_it()
    {
        var scene = await Given.SignedByDirector();
        await Given.Returned(Given.Director, scene.Id, "I signed too early.");

        (await MailsAsync("your signature is not asked for now")).Select(m => m.Name).ShouldBe(["Helen Archer", "Margaret Ellis"]);
    }

    [Fact]
    public async Task A_withdrawn_self_assessment_takes_its_tasks_and_its_submission_with_it()
    {
        var scene = await Given.Assigned();
        await Given.SubmissionMoved(scene, new DateOnly(2015, 5, 12));
        var given = (await EntriesAsync((await MailsAsync("work was given to you")).Single(m => m.Name == "Priya Nair"))).ShouldHaveSingleItem();
        var moved = (await EntriesAsync((await MailsAsync("the submission date has moved")).Single(m => m.Name == "Margaret Ellis"))).Single(e => e.Uid.StartsWith("submission-", StringComparison.Ordinal));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawSelfAssessment>().AsAsync(scene.Id, "The board is dissolved.", default));

        var gone = await MailsAsync("the self-assessment was withdrawn");
        gone.Select(m => m.Name).ShouldBe(["Helen Archer", "Margaret Ellis", "Priya Nair", "Tom Whitfield"]);
        (await EntriesAsync(gone.Single(m => m.Name == "Priya Nair"))).ShouldContain(e => e.Method == "CANCEL" && e.Uid == given.Uid && e.Sequence > given.Sequence);
        (await EntriesAsync(gone.Single(m => m.Name == "Margaret Ellis"))).ShouldContain(e => e.Method == "CANCEL" && e.Uid == moved.Uid && e.Sequence > moved.Sequence);
        foreach (var mail in gone)
        {
            (await EntriesAsync(mail)).ShouldAllBe(e => e.Method == "CANCEL");
        }
    }

    [Fact]
    public async Task Whoever_holds_two_posts_is_told_once_that_it_was_withdrawn_with_the_dates_of_both()
    {
        var scene = await Given.Assigned();
        await Portal.ReadAsync(async db =>
        {
            var manager = await db.People.SingleAsync(p => p.Name == "Tom Whitfield");
            var police = await db.People.SingleAsync(p => p.Name == "Priya Nair");
            var holding = await db.Set<PostHolding>().SingleAsync(h => h.PersonId == police.Id && h.Until == null);
            (await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Id == holding.PostId)).Appoint(manager, Portal.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        var given = (await EntriesAsync((await MailsAsync("work was given to you")).Single(m => m.Name == "Priya Nair"))).ShouldHaveSingleItem();

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawSelfAssessment>().AsAsync(scene.Id, "The board is dissolved.", default));

        var gone = await MailsAsync("the self-assessment was withdrawn");
        gone.Select(m => m.Name).ShouldBe(["Helen Archer", "Margaret Ellis", "Tom Whitfield"]);
        var entries = await EntriesAsync(gone.Single(m => m.Name == "Tom Whitfield"));
        entries.ShouldContain(e => e.Uid == given.Uid);
        entries.Count(e => e.Uid.StartsWith("submission-", StringComparison.Ordinal)).ShouldBe(1);
    }

    private Task<List<OutgoingEmail>> MailsAsync(string subject) => Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Subject.EndsWith(subject)).OrderBy(m => m.Name).ToListAsync());

    private static async Task<List<(string Method, string Uid, int Sequence)>> EntriesAsync(OutgoingEmail mail) =>
        [.. (await ReadCalendar.AllOfAsync(mail.Calendar.ShouldNotBeNull())).SelectMany(c => c.Events, (c, e) => (c.Method, e.Uid, e.Sequence ?? 0))];
}
