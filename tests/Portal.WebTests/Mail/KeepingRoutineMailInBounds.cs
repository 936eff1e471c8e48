using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

/// <summary>What holds for routine mail when it is sent, however long after it was written. Days are of 2015; Easter is 5 April, and UK time is UTC until 29 March.</summary>
public sealed class KeepingRoutineMailInBounds : MailTest
{
    private static readonly Body _board = Body.Found("B1", "Northshire LSCB", BodyKind.SafeguardingBoard);
    private static readonly Body _welsh = Body.Found("B2", "Gwent LSCB", BodyKind.SafeguardingBoard);

    [Fact]
    public async Task After_an_outage_of_days_the_newest_routine_mail_leaves_and_the_older_ones_are_recorded_as_overtaken()
    {
        var portal = await WithBoardAsync();
        for (var day = 2; day <= 5; day++)
        {
            At(portal, 3, day, 9);
            await RoutineAsync(portal, "pat@x.example", $"{day}");
        }

        await WriteAsync(portal, "pat@x.example", "ann@x.example");
        (await SendAsync(portal)).ShouldBe(3);

        Server.Received.Select(m => m.Message.Subject).Order().ShouldBe(["A task for you", "A task for you", "Tasks of 5"]);
        var rows = await RoutineRowsAsync(portal);
        rows.Select(m => (m.Subject, m.State, m.Suppression)).ShouldBe(
        [
            ("Tasks of 2", EmailState.Suppressed, SuppressionReason.Superseded), ("Tasks of 3", EmailState.Suppressed, SuppressionReason.Superseded),
            ("Tasks of 4", EmailState.Suppressed, SuppressionReason.Superseded), ("Tasks of 5", EmailState.Sent, null),
        ]);
    }

    [Fact]
    public async Task A_routine_mail_tried_again_at_night_waits_for_the_next_working_hour_and_a_notice_does_not()
    {
        var portal = await WithBoardAsync();
        At(portal, 4, 2, 17, 30);
        await RoutineAsync(portal, "pat@x.example", "Thursday");
        await WriteAsync(portal, "ann@x.example");
        Server.Recipient = _ => "451 4.7.1 Try again later";
        (await SendAsync(portal)).ShouldBe(0);
        Server.Recipient = _ => null;

        At(portal, 4, 2, 18, 30);
        (await SendAsync(portal)).ShouldBe(1, "the notice, half past seven in the evening of British Summer Time");

        var waiting = (await RoutineRowsAsync(portal)).ShouldHaveSingleItem();
        (waiting.State, waiting.NotBefore).ShouldBe((EmailState.Queued, new DateTime(2015, 4, 7, 6, 0, 0, DateTimeKind.Utc)), "after Good Friday and Easter Monday, at seven");
        At(portal, 4, 7, 5, 59);
        (await SendAsync(portal)).ShouldBe(0);
        At(portal, 4, 7, 6);
        (await SendAsync(portal)).ShouldBe(1);
        Server.Received.Select(m => m.To).ShouldBe(["ann@x.example", "pat@x.example"]);
    }

    [Fact]
    public async Task A_day_has_one_routine_mail_of_a_person()
    {
        var portal = await WithBoardAsync();
        At(portal, 3, 6, 9);
        await RoutineAsync(portal, "pat@x.example", "Friday");
        (await SendAsync(portal)).ShouldBe(1);
        At(portal, 3, 6, 10);
        await RoutineAsync(portal, "pat@x.example", "once more");
        await RoutineAsync(portal, "ann@x.example", "of another");

        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.Select(m => m.To).ShouldBe(["pat@x.example", "ann@x.example"]);
        (await RoutineRowsAsync(portal)).Single(m => m.Subject == "Tasks of once more").NotBefore.ShouldBe(new DateTime(2015, 3, 9, 7, 0, 0, DateTimeKind.Utc));
        At(portal, 3, 9, 7);
        (await SendAsync(portal)).ShouldBe(1);
    }

    [Fact]
    public async Task The_database_itself_lets_no_second_routine_mail_of_a_person_have_the_same_day()
    {
        var portal = await WithBoardAsync();
        await RoutineAsync(portal, "pat@x.example", "one");
        await RoutineAsync(portal, "pat@x.example", "other");
        var day = new DateOnly(2015, 3, 2);

        var refused = await Should.ThrowAsync<System.Data.Common.DbException>(() => portal.WithDbAsync(db =>
            db.Set<OutgoingEmail>().Where(m => m.Kind == MailKind.Reminders).ExecuteUpdateAsync(set => set.SetProperty(m => m.RoutineOn, day))));

        Conflicts.IsUniqueViolation(refused).ShouldBeTrue();
    }

    [Fact]
    public async Task Several_senders_at_once_send_each_person_one_routine_mail()
    {
        var one = await WithBoardAsync();
        var other = Portal(one.Clock);
        for (var day = 2; day <= 4; day++)
        {
            At(one, 3, day, 9);
            for (var person = 0; person < 20; person++)
            {
                await RoutineAsync(one, $"person{person:00}@x.example", $"{day}");
            }
        }

        var sent = await Task.WhenAll(new[] { one, other, one, other }.Select(p => Task.Run(() => SendAsync(p))));

        sent.Sum().ShouldBe(20);
        Server.Received.Select(m => (m.To, $"{m.Message.Subject}")).Order().ShouldBe(Enumerable.Range(0, 20).Select(n => ($"person{n:00}@x.example", "Tasks of 4")));
        (await RoutineRowsAsync(one)).CountBy(m => m.State).ShouldBe([KeyValuePair.Create(EmailState.Suppressed, 40), KeyValuePair.Create(EmailState.Sent, 20)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_mail_that_speaks_of_bodies_with_different_hours_leaves_when_none_of_them_is_quiet()
    {
        var portal = await WithBoardAsync();
        await portal.WithDbAsync(db =>
        {
            db.Add(_welsh);
            var late = Domain.Reminders.ReminderPlan.Of(_welsh.Id, "{}");
            late.Set("""{"Kinds":{},"Week":{"DigestOn":null,"From":"10:30:00","Until":"16:00:00"}}""");
            db.Add(late);
            return db.SaveChangesAsync();
        });
        At(portal, 3, 3, 9);
        await RoutineAsync(portal, "pat@x.example", "both", of: [_board.Id, _welsh.Id]);
        await RoutineAsync(portal, "ann@x.example", "one", of: [_board.Id]);

        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.ShouldHaveSingleItem().To.ShouldBe("ann@x.example");
        (await RoutineRowsAsync(portal)).Single(m => m.Address == "pat@x.example").NotBefore.ShouldBe(new DateTime(2015, 3, 3, 10, 30, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Whoever_reads_in_the_portal_is_mailed_notices_alone()
    {
        var portal = await WithBoardAsync();
        await RoutineAsync(portal, "pat@x.example", "today");
        await WriteAsync(portal, "pat@x.example");
        await ChooseAsync(portal, "pat@x.example", MailChoice.InPortal);

        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.ShouldHaveSingleItem().Message.Subject.ShouldBe("A task for you");
        var kept = (await RoutineRowsAsync(portal)).ShouldHaveSingleItem();
        (kept.State, kept.Suppression, kept.Attempts).ShouldBe((EmailState.Suppressed, SuppressionReason.InPortal, 0));
    }

    [Fact]
    public async Task Whoever_wants_the_digest_alone_gets_it_though_reminders_were_written_after_it()
    {
        var portal = await WithBoardAsync();
        await RoutineAsync(portal, "pat@x.example", "the week", kind: MailKind.Digest);
        At(portal, 3, 3, 9);
        await RoutineAsync(portal, "pat@x.example", "Tuesday");
        await ChooseAsync(portal, "pat@x.example", MailChoice.DigestOnly);

        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.ShouldHaveSingleItem().Message.Subject.ShouldBe("Tasks of the week");
        (await RoutineRowsAsync(portal)).Select(m => m.Suppression).ShouldBe([null, SuppressionReason.DigestOnly]);
    }

    [Fact]
    public async Task While_sending_is_paused_nothing_leaves_not_even_within_a_run_that_has_begun()
    {
        var portal = await WithBoardAsync();
        await WriteAsync(portal, "a@x.example", "b@x.example", "c@x.example");
        var by = await portal.WithDbAsync(db => db.People.Select(p => p.Id).FirstAsync());
        Server.Recipient = to =>
        {
            if (to == "a@x.example")
            {
                portal.WithDbAsync(db =>
                {
                    db.Add(new MailPause { Id = Guid.CreateVersion7(), From = portal.Clock.GetUtcNow().UtcDateTime, By = by, Reason = "Wrong texts" });
                    return db.SaveChangesAsync();
                }).GetAwaiter().GetResult();
            }

            return null;
        };

        (await SendAsync(portal)).ShouldBe(1);
        (await SendAsync(portal)).ShouldBe(0);
        Server.Received.ShouldHaveSingleItem().To.ShouldBe("a@x.example");

        await portal.WithDbAsync(db => db.Set<MailPause>().ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, p => p.From)));
        (await SendAsync(portal)).ShouldBe(2);
    }

    private static void At(TestPortal portal, int month, int day, int hour, int minute = 0) => portal.Clock.SetUtcNow(new DateTimeOffset(2015, month, day, hour, minute, 0, TimeSpan.Zero));

    private static Task<List<OutgoingEmail>> RoutineRowsAsync(TestPortal portal) =>
        portal.WithDbAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Where(m => MailKinds.Routine.Contains(m.Kind)).OrderBy(m => m.WrittenAt).ToListAsync());

    private static Task ChooseAsync(TestPortal portal, string address, MailChoice choice) => portal.DoAsync(async services =>
    {
        var person = await services.GetRequiredService<PortalDbContext>().People.SingleAsync(p => p.Email == address);
        await services.GetRequiredService<MailChoices>().SetAsync(person.Id, choice, default);
    });

    private static Task RoutineAsync(TestPortal portal, string address, string what, MailKind kind = MailKind.Reminders, Id<Body>[]? of = null) => portal.DoAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var person = await db.People.FirstOrDefaultAsync(p => p.Email == address) ?? db.Add(Person.Named("Pat Hughes", address)).Entity;
        var mail = services.GetRequiredService<Outbox>().Write(person, kind, $"Tasks of {what}", "Your tasks.\n", $"reminders:{what}:{person.Id}");
        mail.HoursOf = string.Join(' ', of ?? [_board.Id]);
        await db.SaveChangesAsync();
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
    });

    private async Task<TestPortal> WithBoardAsync()
    {
        var portal = Portal();
        await portal.WithDbAsync(db =>
        {
            db.Add(_board);
            return db.SaveChangesAsync();
        });
        return portal;
    }
}
